#pragma once

#include "icon_store.h"
#include "keyboard_use.h"
#include "tokens.h"

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QObject>
#include <QPointer>

#include <array>

class QApplication;

/// The three frames of the counter: 1920, 1366 and 1024 wide where the reference screens are.
enum class FrameClass { Wide, Middle, Narrow };

/// What a shop and its screen set. A value.
struct ThemeSettings {
    Mode mode = Mode::Light;
    qreal pixelsPerMm = 5.56; ///< From the screen's real DPI, or set by hand.
    int textPercent = 100; ///< 100 to 200; the total and the change do not follow.
    FrameClass frame = FrameClass::Wide;
    bool operator==(const ThemeSettings &) const = default;
};

/// The colours of one category, in the mode of the theme. A value.
struct CategoryLook {
    QColor strong; ///< Icon, lower edge of its key, filled when open.
    QColor tint; ///< Face of its tiles.
    QColor edge; ///< Lower edge of its tiles.
    QColor onStrong; ///< Text on strong.
};

/// Weight of a text; Own is the weight of its style.
enum class Weight { Own = 0, Regular = 400, Bold = 700, Black = 900 };

/// Colours, sizes, fonts and icons: the only class that knows a hex value or a pixel. One per
/// application, owned by main and passed by reference. Main thread. Needs a QApplication.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)
public:
    using Role = ::Role;
    using Mode = ::Mode;
    using Style = ::Style;

    explicit Theme(const ThemeSettings &settings = {}, QObject *parent = nullptr);

    /// Gives @p application style, palette, font and style sheet, now and at each set().
    void apply(QApplication &application);
    /// Emits changed() where something differs. Slow: at the start and from the settings only.
    void set(const ThemeSettings &settings);
    const ThemeSettings &settings() const { return m_settings; }
    FrameClass frame() const { return m_settings.frame; }
    bool isContrast() const { return m_settings.mode == Mode::Contrast; }

    QColor color(Role role) const { return m_colors.at(size_t(role)); }
    CategoryLook category(CategoryKey key) const { return m_categories.at(size_t(key)); }
    /// Colour of a clerk, 1 to 4; text on it is OnClerk.
    QColor clerk(int number) const;
    /// Slanted stripes of a tile that is sold out; tile them with a fixed brush origin.
    const QBrush &stripes() const { return m_stripes; }

    /// Pixels, not rounded.
    qreal px(qreal mm) const { return mm * m_settings.pixelsPerMm; }
    /// @p n units of 0.75 mm (4 or 3 px).
    int unit(qreal n) const;
    int gap() const { return unit(2); } ///< Between touch targets.
    int radius() const { return unit(2); } ///< Of tiles, keys, fields, cards.
    int edge() const; ///< Height of the lower edge: 3 px, 4 in high contrast.
    int line() const { return isContrast() ? 2 : 1; } ///< Width of the border of a key.
    int iconPx() const; ///< Icon in a key: 4.5 mm.

    QFont font(Style style, Weight weight = Weight::Own) const;
    int textPx(Style style) const; ///< The em of a style.
    /// @p font with an em of @p px, but never below what can be read.
    static QFont resized(const QFont &font, int px);
    /// The font of @p style, or the largest smaller one of at least @p leastMm in which @p text is
    /// no wider than @p width.
    QFont steppedFont(Style style, const QString &text, qreal width, qreal leastMm) const;

    /// Empty where no icon has that name. @p px is the side, in device independent pixels.
    QPixmap icon(const QString &name, const QColor &color, int px, qreal dpr,
                 Stroke stroke = Stroke::Plain) const;
    bool hasIcon(const QString &name) const { return m_icons.contains(name); }

    /// Whether the focus is to be seen: the last input was the keyboard's.
    bool showsFocus() const { return m_keyboard.used(); }
    const KeyboardUse &keyboard() const { return m_keyboard; }

    QString styleSheet() const; ///< theme.qss.in, filled.
    QPalette palette() const;

signals:
    void changed();

private:
    void mix();
    void dress();
    QString replaced(const QString &token) const;

    ThemeSettings m_settings;
    std::array<QColor, size_t(Role::OnClerk) + 1> m_colors;
    std::array<CategoryLook, size_t(CategoryKey::Now) + 1> m_categories;
    QBrush m_stripes;
    QString m_black; ///< The family that gives Lato 900.
    mutable IconStore m_icons;
    KeyboardUse m_keyboard;
    QPointer<QApplication> m_application;
};
