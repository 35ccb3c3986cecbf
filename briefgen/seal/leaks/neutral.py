"""Words that any file may hold, whatever was withheld: grammar, months, and what the formats themselves say."""

from __future__ import annotations

from functools import cache

from babel import Locale

_LANGUAGES = ("en", "fr", "ar")

_GRAMMAR = """
about above after again against also although among another around because been before being below between both but
could does doing down during each either even ever every few first for from further had has have having here how if in
into is it its itself just last least less like many may might more most much must near neither never next nor not now
of off on once one only onto or other others our out over own per same second several shall she should since so some
such than that the their them themselves then there these they third this those through to too two three four five six
seven eight nine ten toward towards under until up upon very was were what when where whether which while who whom whose
why will with within without would yet you your
afin ainsi alors apres aucun aussi autre autres avant avec avoir beaucoup cela celle celles celui cependant certains
cette ceux chaque comme comment contre dans depuis dernier des deux donc dont elle elles encore enfin entre est etait
ete etre font hors ils jamais jusque leur leurs lors lorsque mais meme moins notamment notre nous ont parce pas
peu plus plusieurs pour pourquoi premier quand quatre que quel quelle qui quoi sans sera seront ses si sont sous sur
tandis tous tout toute toutes tres trois une vers votre vous
"""

_KEYS = """
Catalog Pages Page Parent Kids Count Type Subtype Contents Resources Font XObject ExtGState ColorSpace Pattern Shading
MediaBox CropBox BleedBox TrimBox ArtBox Rotate Group Annots Annot StructParents StructParent StructTreeRoot StructElem
ParentTree ParentTreeNextKey RoleMap RoleMapNS ClassMap Namespaces MarkInfo Marked Suspects Outlines First Last Prev Next
Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped Info Root Size Index Length Filter
FlateDecode DCTDecode DecodeParms Predictor Columns Colors BitsPerComponent Width Height Image Form Matrix BBox SMask
Mask Luminosity Alpha Isolated Knockout Transparency DeviceRGB DeviceGray DeviceCMYK CalRGB ICCBased OutputIntents
OutputIntent OutputCondition OutputConditionIdentifier RegistryName DestOutputProfile Metadata XML Names Dests
EmbeddedFiles EmbeddedFile Filespec AFRelationship Data Source Alternative Supplement Unspecified Params CheckSum Desc
Lang ViewerPreferences DisplayDocTitle PageMode PageLayout UseOutlines UseNone OneColumn SinglePage PageLabels Link Border
Rect Dest Action URI GoTo Widget Sig SigFlags AcroForm Fields DocMDP TransformMethod TransformParams Reference ByteRange
Filter Adobe PPKLite ETSI CAdES detached Prop_Build App Name Reason Location ContactInfo Perms Extensions BaseVersion
ExtensionLevel Encrypt StmF StrF StdCF CF AESV3 AuthEvent DocOpen EncryptMetadata Standard OE UE Perms Tabs Artifact
Pagination Layout Background Header Footer Watermark Attached Top Bottom Left Right Span Figure Caption Table THead
TBody TFoot Row Column Scope Headers RowSpan ColSpan Summary List Numbering Label LBody Lbl Div Sect Part Art Document
DocumentFragment Aside Title Sub Em Strong Note FENote BlockQuote Quote TOC TOCI Index NonStruct Private Ruby Warichu
Formula Code BibEntry ActualText Alt Placement Block Inline Before Start Center End Justify WritingMode LrTb RlTb
Decimal Disc Circle Square UpperRoman LowerRoman UpperAlpha LowerAlpha Unordered Ordered None BaseFont DescendantFonts
CIDFontType CIDSystemInfo CIDToGIDMap CIDSet Identity Registry Ordering FontDescriptor FontFamily FontName FontStretch
FontWeight FontBBox FontFile OpenType ItalicAngle Ascent Descent CapHeight XHeight StemV StemH Leading AvgWidth
MaxWidth MissingWidth Flags Encoding WinAnsiEncoding MacRomanEncoding Differences ToUnicode CMapName CMapType Function
FunctionType Domain Range Bounds Encode Coords Extend PatternType PaintType TilingType ShadingType ObjStm XRef Prev
begincmap endcmap beginbfchar endbfchar beginbfrange endbfrange begincodespacerange endcodespacerange findresource
currentdict defineresource endstream endobj startxref trailer stream object
PDF-1.7 Identity-H Adobe-Identity-UCS core-properties extended-properties content-types markup-compatibility font-face
"""

_COUNTED = ("accent", "font", "footer", "header", "heading", "image", "recipient", "rid", "theme", "toc", "type")
_MOST = 200
"""Members, styles and relationships of a Word file, and recipients of a PDF, are named by number."""

_SAID = """
uuid xmpmeta xpacket begin Description Seq Bag Alt li dc pdf xmp pdfaid pdfuaid pdfaExtension schemas schema namespaceURI
prefix property valueType category description internal external conformance part rev amd format language identifier
CreateDate ModifyDate MetadataDate CreatorTool DocumentID InstanceID VersionID RenditionClass producer Universal
Accessibility identification standard revision year corrigendum Integer Text
sRGB IEC61966-2.1 International Electrotechnical Commission ICC profile Copyright Google Public display reference
viewing condition default colour space WeasyPrint briefgen pikepdf qpdf libqpdf pydyf pyHanko
PNG IHDR sRGB Software pixels Adobe JFIF Exif Photoshop Ducky ICC_PROFILE
Content_Types relationships relationship package officeDocument wordprocessingml schemas openxmlformats microsoft
document settings styles theme fontTable webSettings numbering stylesWithEffects customXml item itemProps core custom
thumbnail Application Microsoft Office Word Macintosh Windows Template Normal TotalTime Characters CharactersWithSpaces
Company AppVersion HyperlinksChanged LinksUpToDate SharedDoc ScaleCrop DocSecurity HeadingPairs TitlesOfParts
Times New Roman Arial Calibri Cambria Courier Symbol Wingdings Helvetica Georgia Liberation Noto IBM Plex Serif Sans
Condensed Fira Arabic
"""


@cache
def neutral() -> tuple[str, ...]:
    """What the formats say where somebody reads, and dates: treated as if it had been released."""
    return (*_SAID.split("\n"), *_SAID.split(), *_calendar())


def keys() -> tuple[str, ...]:
    """What the formats' own words are: a name that is one of them is looked for only where somebody reads."""
    return (*_KEYS.split(), " ".join(f"{name}{number}" for name in _COUNTED for number in range(_MOST)))


def _calendar() -> tuple[str, ...]:
    """Months and days as the reports' dates print them."""
    found: list[str] = []
    for language in _LANGUAGES:
        locale = Locale(language)
        for names in (locale.months, locale.days):
            found += [name for context in names.values() for width in context.values() for name in width.values()]
    return tuple(dict.fromkeys(found))


IDLE_WORDS = frozenset(_GRAMMAR.split()) | frozenset(
    name.casefold().replace("é", "e").replace("û", "u").strip(".") for name in _calendar()
)
"""Folded words that make no string anybody's own."""
