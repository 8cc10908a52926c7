#pragma once

#include <QWidget>

class TextLabel;
class Theme;

/// A label above anything that is filled in, and help under it, as a text field has by itself.
/// Owned by its parent, main thread.
class LabelledField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelledField)
public:
    /// @p field becomes a child.
    LabelledField(const Theme &theme, const QString &label, QWidget *field, QWidget *parent);

    void setHelp(const QString &help);
    void setError(const QString &error); ///< In the place of the help; empty: nothing is wrong.
    bool textFits() const;

private:
    void dress();

    const Theme &m_theme;
    QString m_help;
    TextLabel *m_label;
    TextLabel *m_below;
};
