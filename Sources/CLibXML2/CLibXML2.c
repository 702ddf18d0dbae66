#include "CLibXML2.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// A document that is being read. The tree is never built: events go straight into the arrays.
typedef struct {
    clibxml2_document document;
    uint8_t *strings;
    clibxml2_node *nodes;
    clibxml2_attribute *attributes;
    int64_t string_capacity;
    int64_t node_capacity;
    int64_t attribute_capacity;
    int32_t *open;
    int32_t open_count;
    int32_t depth;
    int has_failed;
    htmlParserCtxtPtr parser;
} reading;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void prepare(void) { xmlInitParser(); }

static int reserve(void **array, int64_t *capacity, int64_t needed, size_t size) {
    if (needed <= *capacity) return 1;
    int64_t larger = *capacity < 64 ? 64 : *capacity * 2;
    if (larger < needed) larger = needed;
    void *moved = realloc(*array, (size_t)larger * size);
    if (moved == NULL) return 0;
    *array = moved;
    *capacity = larger;
    return 1;
}

static void fail(reading *state) {
    state->has_failed = 1;
    xmlStopParser(state->parser);
}

static clibxml2_range append(reading *state, const xmlChar *bytes, int32_t length) {
    clibxml2_range range = {(int32_t)state->document.string_count, length};
    if (!reserve((void **)&state->strings, &state->string_capacity, range.start + (int64_t)length, 1)) {
        fail(state);
        range.length = 0;
        return range;
    }
    if (length > 0) memcpy(state->strings + range.start, bytes, (size_t)length);
    state->document.string_count += length;
    return range;
}

static clibxml2_node *add_node(reading *state) {
    int64_t index = state->document.node_count;
    if (!reserve((void **)&state->nodes, &state->node_capacity, index + 1, sizeof(clibxml2_node))) {
        fail(state);
        return NULL;
    }
    state->document.node_count = index + 1;
    clibxml2_node *node = &state->nodes[index];
    memset(node, 0, sizeof(*node));
    node->parent = state->open_count > 0 ? state->open[state->open_count - 1] : -1;
    node->end = (int32_t)index + 1;
    node->first_attribute = (int32_t)state->document.attribute_count;
    return node;
}

static void add_attribute(reading *state, const xmlChar *name, const xmlChar *value) {
    int64_t index = state->document.attribute_count;
    if (!reserve((void **)&state->attributes, &state->attribute_capacity, index + 1, sizeof(clibxml2_attribute))) {
        fail(state);
        return;
    }
    state->attributes[index].name = append(state, name, (int32_t)strlen((const char *)name));
    state->attributes[index].value = append(state, value, value == NULL ? 0 : (int32_t)strlen((const char *)value));
    state->document.attribute_count = index + 1;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
    reading *state = context;
    if (state->has_failed) return;
    if (state->open_count == state->depth) {
        state->document.is_cut = 1;
        xmlStopParser(state->parser);
        return;
    }
    clibxml2_node *node = add_node(state);
    if (node == NULL) return;
    int32_t index = (int32_t)(node - state->nodes);
    node->name = append(state, name, (int32_t)strlen((const char *)name));
    for (int i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        add_attribute(state, attributes[i], attributes[i + 1]);
    }
    node->attribute_count = (int32_t)state->document.attribute_count - node->first_attribute;
    state->open[state->open_count++] = index;
}

static void close_innermost(reading *state) {
    int32_t index = state->open[--state->open_count];
    state->nodes[index].end = (int32_t)state->document.node_count;
}

static void end_element(void *context, const xmlChar *name) {
    reading *state = context;
    size_t length = strlen((const char *)name);
    for (int32_t i = state->open_count - 1; i >= 0; i--) {
        clibxml2_range open = state->nodes[state->open[i]].name;
        if ((size_t)open.length == length && memcmp(state->strings + open.start, name, length) == 0) {
            while (state->open_count > i) close_innermost(state);
            return;
        }
    }
}

static void add_text(void *context, const xmlChar *bytes, int length) {
    reading *state = context;
    if (state->has_failed || length <= 0) return;
    int64_t last = state->document.node_count - 1;
    int32_t parent = state->open_count > 0 ? state->open[state->open_count - 1] : -1;
    // The parser hands long text over in pieces; they belong together.
    if (last >= 0 && state->nodes[last].name.length == 0 && state->nodes[last].parent == parent) {
        append(state, bytes, length);
        if (!state->has_failed) state->nodes[last].text.length += length;
        return;
    }
    clibxml2_node *node = add_node(state);
    if (node != NULL) node->text = append(state, bytes, length);
}

static void ignore_error(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

clibxml2_document *clibxml2_parse(const uint8_t *html, int32_t length, int32_t depth) {
    pthread_once(&once, prepare);
    reading *state = calloc(1, sizeof(reading));
    if (state == NULL) return NULL;
    state->depth = depth;
    state->open = malloc(sizeof(int32_t) * (size_t)(depth > 0 ? depth : 1));
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt((const char *)html, length);
    state->parser = parser;
    if (state->open == NULL || parser == NULL) {
        // An empty document has no parser and no nodes.
        state->has_failed = state->open == NULL || length > 0;
    } else {
        htmlCtxtUseOptions(
            parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                        | HTML_PARSE_IGNORE_ENC);
        xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
        memset(parser->sax, 0, sizeof(*parser->sax));
        parser->sax->startElement = start_element;
        parser->sax->endElement = end_element;
        parser->sax->characters = add_text;
        parser->sax->ignorableWhitespace = add_text;
        parser->sax->cdataBlock = add_text;
        parser->sax->initialized = XML_SAX2_MAGIC;
        parser->sax->serror = ignore_error;
        parser->userData = state;
        htmlParseDocument(parser);
        while (state->open_count > 0) close_innermost(state);
    }
    if (parser != NULL) {
        if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
        htmlFreeParserCtxt(parser);
    }
    free(state->open);
    state->document.strings = state->strings;
    state->document.nodes = state->nodes;
    state->document.attributes = state->attributes;
    if (state->has_failed) {
        clibxml2_free(&state->document);
        return NULL;
    }
    return &state->document;
}

void clibxml2_free(clibxml2_document *document) {
    // The document is the first member of what was allocated.
    reading *state = (reading *)document;
    if (state == NULL) return;
    free(state->strings);
    free(state->nodes);
    free(state->attributes);
    free(state);
}
