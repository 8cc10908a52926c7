#pragma once

#include <QtGlobal>

#include <array>

/// What a colour is for. Colours of categories stand in categoryRows.
enum class Role {
    Bg,
    Surface,
    Raised,
    Sunk,
    Line,
    Edge,
    Ink,
    Ink2,
    Slate,
    SlateInk,
    Slate2,
    Accent,
    OnAccent,
    AccentTint,
    Pay,
    OnPay,
    PayEdge,
    Ok,
    OkTint,
    Warn,
    WarnTint,
    Danger,
    DangerTint,
    OnDanger,
    Info,
    InfoTint,
    Focus,
    Quiet,
    QuietLine,
    Banner,
    BannerTint,
    BannerLine,
    Low, ///< Text of the low-stock badge, on BannerTint.
    OnStrong, ///< Text on a category's strong colour.
    TabIdle, ///< Ground of a clerk tab that is not the open one.
    TabLine, ///< Its border.
    SearchGround,
    SearchLine,
    Loaf, ///< The filled mark in the top bar.
    Count, ///< The round count on the top bar, with OnCount.
    OnCount,
    Clerk1,
    Clerk2,
    Clerk3,
    Clerk4,
    OnClerk
};

enum class Mode { Light, Dark, Contrast };

/// Sizes of text; see typeRows.
enum class Style {
    Caption,
    Body,
    Line,
    LineSum,
    Tile,
    TileSmall,
    Price,
    Head,
    SumKey,
    KeypadKey,
    Total,
    Change
};

/// The eight colours that a shop picks from for its categories, and the neutral one of "now".
enum class CategoryKey {
    Bread,
    Pastry,
    HotDrinks,
    ColdDrinks,
    HotFood,
    ColdFood,
    Shop,
    Events,
    Now
};

/// One colour, 0xRRGGBB, in the three modes. The name is how the style sheet calls it.
struct ColourRow {
    Role role;
    const char *name;
    quint32 light;
    quint32 dark;
    quint32 contrast;
};

/// One size of text: the em in mm, and its weight.
struct TypeRow {
    Style style;
    const char *name;
    qreal mm;
    int weight;
};

/// The colours of a category. In high contrast: strong as in light, tint white, edge black.
struct CategoryRow {
    CategoryKey key;
    quint32 strong;
    quint32 tint;
    quint32 edge;
    quint32 darkStrong;
    quint32 darkTint;
    quint32 darkEdge;
};

inline constexpr std::array typeRows {
    TypeRow {Style::Caption, "caption", 3.1, 400},
    TypeRow {Style::Body, "body", 3.6, 400},
    TypeRow {Style::Line, "line", 4.0, 400},
    TypeRow {Style::LineSum, "linesum", 4.2, 700},
    TypeRow {Style::Tile, "tile", 4.5, 700},
    TypeRow {Style::TileSmall, "tilesmall", 4.0, 700},
    TypeRow {Style::Price, "price", 5.0, 900},
    TypeRow {Style::Head, "head", 6.0, 900},
    TypeRow {Style::SumKey, "sumkey", 9.0, 900},
    TypeRow {Style::KeypadKey, "keypadkey", 7.5, 900},
    TypeRow {Style::Total, "total", 16.7, 900},
    TypeRow {Style::Change, "change", 28.0, 900},
};
inline constexpr int leastTextPx = 11;

inline constexpr std::array categoryRows {
    CategoryRow {CategoryKey::Bread, 0x945F00, 0xF8E5C4, 0xDFC79D, 0xF9BE72, 0x43331F, 0x2A1E0F},
    CategoryRow {CategoryKey::Pastry, 0x8D3E10, 0xF3DAC9, 0xDBBCA6, 0xEE966C, 0x3E291F, 0x25150E},
    CategoryRow {CategoryKey::HotDrinks, 0x402814, 0xE2CFBF, 0xC9B19D, 0xF0D9C7, 0x2D2621,
                 0x17120E},
    CategoryRow {CategoryKey::ColdDrinks, 0x2773B0, 0xD6E9FB, 0xB4CCE3, 0x78BBF7, 0x233648,
                 0x111F2C},
    CategoryRow {CategoryKey::HotFood, 0x762735, 0xEFD1D2, 0xD7B1B4, 0xDE6677, 0x3D2024, 0x230E10},
    CategoryRow {CategoryKey::ColdFood, 0x58764E, 0xE0EBD3, 0xC1CFB0, 0xA1D191, 0x2F3B2B, 0x1A2317},
    CategoryRow {CategoryKey::Shop, 0x542C6D, 0xE0D3EB, 0xC5B5D3, 0xB786DB, 0x33273C, 0x1C1323},
    CategoryRow {CategoryKey::Events, 0x34665F, 0xC7E6E0, 0xA3CAC4, 0x85CEC3, 0x1F3733, 0x0E1F1D},
    CategoryRow {CategoryKey::Now, 0x4A3A2D, 0xE9DFD0, 0xD2C4AF, 0xE3CFB4, 0x3A3027, 0x241D17},
};
