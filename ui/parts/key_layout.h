#pragma once

#include "name_layout.h"

#include <QRectF>

class Theme;

enum class IconPlace { Left, Above };
enum class ContentSide { Centre, Start };

/// What stands on a key. A value.
struct KeyContent {
    QString icon;
    QString text;
    QString second; ///< Small, under the text.
    QString value; ///< Light, behind the text, or at the key's end in a list.
    QFont font;
    QFont secondFont;
    QFont valueFont;
    IconPlace place = IconPlace::Left;
    ContentSide side = ContentSide::Centre;
};

/// Where it stands: laid out once for each size, text and theme. A value.
struct KeyLayout {
    NameLayout text;
    NameLayout second;
    NameLayout value;
    QRectF icon;
    QRectF textBox;
    QRectF secondBox;
    QRectF valueBox;
    QSizeF needed; ///< What the content takes at its own size, in one line, without padding.
    bool fits = true;
};

/// Steps the text down a little, then breaks it in two, then steps it down further; then it drops
/// the icon beside a word. Never elides: where nothing helps, fits is false.
KeyLayout layOutKey(const Theme &theme, const KeyContent &content, const QRectF &inner);
