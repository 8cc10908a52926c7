#pragma once

#include <QWidget>

class KeyButton;
class TextLabel;
class Theme;

/// − n +. Either keeps a whole number within a range, or only says stepped() and shows what it is
/// told. A spin box to the screen reader. Owned by its parent, main thread.
class Stepper final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Stepper)
public:
    /// @p name is what is counted, for the screen reader.
    Stepper(const Theme &theme, const QString &name, QWidget *parent);

    void setText(const QString &text); ///< What stands between the keys, such as "½".
    QString text() const;

    void setRange(int least, int most); ///< From now on it keeps the number itself.
    void setValue(int value); ///< Without a signal; kept within the range.
    int value() const { return m_value; }

    KeyButton &minus() { return *m_minus; }
    KeyButton &plus() { return *m_plus; }

signals:
    void stepped(int by); ///< −1 or +1, by the user.
    void valueChanged(int value); ///< By the user, where it keeps the number.

private:
    void step(int by);
    void resizeKeys();

    const Theme &m_theme;
    KeyButton *m_minus;
    TextLabel *m_text;
    KeyButton *m_plus;
    int m_least = 0;
    int m_most = -1; ///< Below the least: it does not keep the number.
    int m_value = 0;
};
