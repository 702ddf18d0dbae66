/// What the words in an element's class, id and test names tell of what it holds.
struct Hint: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt32

    static let price = Hint(rawValue: 1 << 0)
    /// A price that no longer counts, or that other shops ask.
    static let oldPrice = Hint(rawValue: 1 << 1)
    /// An amount that is no price of the whole: by unit, by month, saved, for shipping.
    static let partialPrice = Hint(rawValue: 1 << 2)
    static let currentPrice = Hint(rawValue: 1 << 3)
    static let breadcrumb = Hint(rawValue: 1 << 4)
    static let brand = Hint(rawValue: 1 << 5)
    static let identifier = Hint(rawValue: 1 << 6)
    static let stock = Hint(rawValue: 1 << 7)
    static let buy = Hint(rawValue: 1 << 8)
    static let rating = Hint(rawValue: 1 << 9)
    static let review = Hint(rawValue: 1 << 10)
    /// Other products than the page's own.
    static let related = Hint(rawValue: 1 << 11)
    static let description = Hint(rawValue: 1 << 12)
    static let specification = Hint(rawValue: 1 << 13)
    /// The frame that all pages of a shop share.
    static let frame = Hint(rawValue: 1 << 14)
    static let gallery = Hint(rawValue: 1 << 15)
    static let product = Hint(rawValue: 1 << 16)
    static let cents = Hint(rawValue: 1 << 17)
    static let logo = Hint(rawValue: 1 << 18)
    static let title = Hint(rawValue: 1 << 19)
    static let hidden = Hint(rawValue: 1 << 20)
    /// Not shown: script, style, template.
    static let unseen = Hint(rawValue: 1 << 21)
    static let basket = Hint(rawValue: 1 << 22)
    static let list = Hint(rawValue: 1 << 23)
    /// The mean rating in microdata.
    static let ratingValue = Hint(rawValue: 1 << 24)
    /// Cannot be bought now.
    static let soldOut = Hint(rawValue: 1 << 25)
    /// Starts the name of what puts something into the basket: "add" of "add-to-cart".
    static let adding = Hint(rawValue: 1 << 26)
    /// Turns the meaning of a word about stock: "out" of "out-of-stock".
    static let lacking = Hint(rawValue: 1 << 27)
    /// Is pressed: "btn".
    static let pressed = Hint(rawValue: 1 << 28)

    /// Says that what follows stands inside, not that it is that: "with" of "with-list-price".
    static let holding = Hint(rawValue: 1 << 29)
    /// Makes other products of what is sold: "cross" of "cross-selling".
    static let beyond = Hint(rawValue: 1 << 30)
    /// "selling" of "cross-selling".
    static let selling = Hint(rawValue: 1 << 31)

    /// What passes from an element to everything inside.
    static let inherited: Hint = [.related, .frame, .unseen, .basket, .review, .hidden]

    /// Words by what they hint at. Developers name things in English or in their own language.
    private static let words: [(Hint, String)] = [
        (
            .price,
            """
            price prices pricing preis preise prix precio precios preco precos prezzo prezzi cena ceny prijs hinta pris hind \
            kaina ar fiyat fiyati harga cijena productprice priceblock priceinfo pricebox ourprice amount
            """
        ),
        (
            [.price, .currentPrice],
            "saleprice currentprice finalprice actualprice specialprice offerprice sellingprice buyprice"
        ),
        (.currentPrice, "current sale final special offer actual now sales selling deal promo reduced new"),
        (
            .oldPrice,
            """
            old was list strike striked strikethrough crossed regular before original rrp msrp uvp compare retail \
            previous oldprice listprice wasprice regularprice antes avant ancien vecchio stary alt through barre base undiscounted \
            standard baseprice eski alte ancienne vechi
            """
        ),
        (
            .partialPrice,
            """
            unit per installment installments instalment instalments monthly month finance financing rate shipping \
            delivery versand saving savings save saved discount coupon voucher points credit leasing affirm klarna afterpay perunit \
            unitprice subscription subscribe subscriptions abo abonnement tax vat basisprice grundpreis fee deposit percent percentage you difference bonus loyalty range filter slider
            """
        ),
        (.breadcrumb, "breadcrumb breadcrumbs crumb crumbs pathway breadcrumblist bread breadcrums"),
        (
            .brand,
            """
            brand brands brandname manufacturer manufacturers marke marca marque hersteller fabricante vendor producer merk byline \
            designer znacka producent productbrand brandlink
            """
        ),
        (
            .identifier,
            """
            sku productid itemid itemno itemnumber articleno articlenumber artikelnummer asin mpn partnumber model reference \
            ref productcode itemcode ean gtin upc isbn code
            """
        ),
        (
            .stock,
            """
            availability stock instock outofstock inventory availabilty verfugbarkeit disponibilidad disponibilite disponibilita \
            dostupnost lieferbarkeit
            """
        ),
        (.buy, "addtocart addtobasket addtobag buynow buy buybox buybutton warenkorb purchase addcart checkout"),
        (.soldOut, "outofstock soldout oos unavailable ausverkauft agotado esgotado esaurito uitverkocht vyprodano"),
        (.adding, "add insert ajouter anadir agregar aggiungi adicionar dodaj pridat"),
        (.lacking, "out sold not no non un"),
        (.holding, "with has have"),
        (.beyond, "cross up"),
        (.selling, "sell sells selling"),
        (.pressed, "btn button submit"),
        (.rating, "rating ratings stars star score rated bewertung valoracion note"),
        (
            .review,
            """
            review reviews comment comments testimonial testimonials customerreview opinions opinion bewertungen avis ugc questions \
            faq
            """
        ),
        (
            .related,
            """
            related recommend recommends recommended recommendation recommendations recommender reco recos recs similar upsell upsells crosssell crosssells crossell \
            recently viewed sponsored accessories alsobought alsoviewed bundle together complementary others suggestions suggested \
            lookalike bestseller bestsellers teaser also frequently crossselling upselling fbt ahnliche empfehlung empfehlungen \
            alternative alternatives alternativen \
            similaires relacionados relacionadas recomendados recomendaciones correlati consigliati podobne polecane souvisejici
            """
        ),
        (
            .description,
            "description descriptions beschreibung descripcion descricao descrizione desc overview longdescription opis popis"
        ),
        (
            .specification,
            """
            spec specs specification specifications attribute attributes feature features characteristics characteristic \
            params parameters properties techspecs caracteristicas datasheet additional
            """
        ),
        (.frame, "nav navigation navbar menu footer sidebar megamenu topbar cookie newsletter flyout mainmenu"),
        (.gallery, "gallery image images photo photos media zoom carousel pictures picture slides thumbnails"),
        (.product, "product pdp productdetail productdetails detail details item produkt producto"),
        (.cents, "cents cent decimal decimals fraction penny minor"),
        (.logo, "logo"),
        (.title, "title heading headline name h1"),
        (.hidden, "modal popup tooltip dialog overlay dropdown offscreen"),
        (
            .basket,
            "minicart cart basket bag shoppingcart cartdropdown trolley panier carrito cesta carrello carrinho koszyk kosik kosar"
        ),
        (.list, "listing grid tile tiles card cards results teasers"),
    ]

    /// Hints by words in lower case.
    static let table: NameTable<Hint> = {
        var hints: [String: Hint] = [:]
        for (hint, names) in words {
            for name in names.split(separator: " ") { hints[String(name), default: []].formUnion(hint) }
        }
        return NameTable(hints.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }()
}
