/// The attributes that are looked at.
enum AttributeName: UInt8, CaseIterable, Sendable {
    case about, alt, charset, `class`, color, content, data, datetime, dir, disabled, `for`, hidden, href, hreflang, id
    case itemid, itemprop, itemref, itemscope, itemtype, lang, media, name, prefix, property, rel, resource, size, src
    case srcset, style, title, type, typeof, value, vocab
    case httpEquiv, xmlLang, ariaLabel, ariaHidden, ariaDisabled, role, onclick
    case dataSource, dataSourceSet, dataOriginal, dataLazy, dataLazySource, dataImage, dataZoomImage
    case dataSKU, dataProductSKU, dataProductID, dataItemID, dataBrand, dataPrice, dataProductPrice, dataRating,
        dataValue
    case dataTestID, dataAction, dataASIN, dataEAN, dataGTIN, dataAvailability, dataCurrency, dataArticleNumber

    /// Attributes by their names in lower case.
    static let names = NameTable(
        allCases.flatMap { attribute in
            (spellings[attribute] ?? ["\(attribute)"]).map { ($0, attribute) }
        })

    private static let spellings: [AttributeName: [String]] = [
        .httpEquiv: ["http-equiv"], .xmlLang: ["xml:lang"], .ariaLabel: ["aria-label"], .ariaHidden: ["aria-hidden"],
        .ariaDisabled: ["aria-disabled"],
        .dataSource: ["data-src"], .dataSourceSet: ["data-srcset"], .dataOriginal: ["data-original"],
        .dataLazy: ["data-lazy"], .dataLazySource: ["data-lazy-src"],
        .dataImage: ["data-image", "data-img", "data-full", "data-large", "data-old-hires", "data-large_image"],
        .dataZoomImage: ["data-zoom-image", "data-zoom"],
        .dataSKU: ["data-sku"], .dataProductSKU: ["data-product-sku", "data-product_sku"],
        .dataProductID: ["data-product-id", "data-productid", "data-product_id", "data-product", "data-pid"],
        .dataItemID: ["data-item-id", "data-itemid"], .dataBrand: ["data-brand", "data-product-brand"],
        .dataPrice: ["data-price"], .dataProductPrice: ["data-product-price", "data-price-amount"],
        .dataRating: ["data-rating", "data-score"], .dataValue: ["data-value"],
        .dataTestID: ["data-testid", "data-test", "data-qa", "data-test-id", "data-hook", "data-auto", "data-role"],
        .dataAction: ["data-action"], .dataASIN: ["data-asin"], .dataEAN: ["data-ean"], .dataGTIN: ["data-gtin"],
        .dataAvailability: ["data-availability"], .dataCurrency: ["data-currency"],
        .dataArticleNumber: ["data-article-number", "data-article", "data-articleid"],
    ]
}
