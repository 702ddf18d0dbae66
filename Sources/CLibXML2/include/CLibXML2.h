// What Bowerbird needs of libxml2's HTML parser: a document as flat arrays, in plain C types. libxml2's own headers stay
// inside CLibXML2.c, as they hold mutable globals and variadic functions that Swift 6 refuses.
#ifndef CLIBXML2_H
#define CLIBXML2_H

#include <stdint.h>

/// A piece of the document's string buffer, in bytes.
typedef struct {
    int32_t start;
    int32_t length;
} clibxml2_range;

/// An element, or a run of text. Nodes stand in document order, parents before their children.
typedef struct {
    /// The element's name in lower case; empty for text.
    clibxml2_range name;
    /// The text; empty for elements.
    clibxml2_range text;
    /// The node this one is inside of, or -1.
    int32_t parent;
    /// One past the last node inside of this one.
    int32_t end;
    /// The element's attributes, as a part of the array of attributes.
    int32_t first_attribute;
    int32_t attribute_count;
} clibxml2_node;

/// An attribute of an element.
typedef struct {
    clibxml2_range name;
    clibxml2_range value;
} clibxml2_attribute;

/// A parsed document.
typedef struct {
    const uint8_t *strings;
    int64_t string_count;
    const clibxml2_node *nodes;
    int64_t node_count;
    const clibxml2_attribute *attributes;
    int64_t attribute_count;
    /// Whether elements were nested too deep, so that nothing was read from there on.
    int32_t is_cut;
} clibxml2_document;

/// Parses `length` bytes of HTML in UTF-8 as browsers do, mending whatever is broken, and never touching the network.
/// Elements nested deeper than `depth` end the parse. NULL only when memory runs out. May be called by several threads.
clibxml2_document *clibxml2_parse(const uint8_t *html, int32_t length, int32_t depth);

/// Releases a document.
void clibxml2_free(clibxml2_document *document);

#endif
