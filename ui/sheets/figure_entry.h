#pragma once

#include "typed_figure.h"

#include <QWidget>

class FigureCard;
class FigureField;
class Keypad;
class QKeyEvent;
class QVBoxLayout;
class Theme;

/// A figure and the keypad it is typed on, with what comes of it in between ("Price 4.35"). Owned
/// by its parent, main thread.
class FigureEntry final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureEntry)
public:
    enum class Halves { Sold, NotSold };

    FigureEntry(const Theme &theme, QWidget *parent);

    /// Begins anew with an empty figure of @p figure's kind. @p name is read out.
    void begin(const TypedFigure &figure, const QString &name, Halves halves = Halves::NotSold);
    void setFigures(const Figures &figures);
    void setKeyMm(qreal mm); ///< Least side of a key.
    void setMostKeyHeight(int px); ///< More room stays empty below the keypad.
    /// Puts a figure in, as though it had been typed; what is typed next begins anew.
    void propose(const QString &text);
    /// A row under the figure; without words there is none.
    void setResult(const QString &words, const QString &result);

    const TypedFigure &figure() const { return m_figure; }
    /// Digits, points and Backspace; false for other keys.
    bool takeKey(const QKeyEvent &event);
    Keypad *keypad() const { return m_keypad; }
    bool textFits() const;

signals:
    void changed(); ///< By the user or propose().

private:
    void makeKeypad();
    void limitHeight();
    void type(const QString &digits);
    void erase();
    void showFigure();

    const Theme &m_theme;
    Figures m_figures;
    TypedFigure m_figure;
    Halves m_halves = Halves::NotSold;
    bool m_proposed = false;
    qreal m_keyMm = 18;
    int m_mostKeyHeight = QWIDGETSIZE_MAX;
    QVBoxLayout *m_column;
    FigureField *m_field;
    FigureCard *m_result;
    Keypad *m_keypad = nullptr;
};
