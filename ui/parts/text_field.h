#pragma once

#include "theme.h"

#include <QLineEdit>

class FieldFrame;
class QGridLayout;
class QLabel;
class TextLabel;

/// A field of a form: label above or left, frame with a unit at its right end, help under it, or
/// what is wrong and an example. Based on a QLineEdit. Owned by its parent, main thread.
class TextField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextField)
public:
    enum class LabelPlace { Above, Left, Hidden };

    /// A hidden @p label is still read out.
    TextField(const Theme &theme, const QString &label, LabelPlace place, QWidget *parent);
    ~TextField() override;

    QString text() const { return m_edit->text(); }
    void setText(const QString &text) { m_edit->setText(text); }
    QLineEdit &edit() { return *m_edit; }

    void setUnit(const QString &unit);
    void setIconName(const QString &icon); ///< At the left, inside.
    void setHelp(const QString &help);
    void setError(const QString &error); ///< Empty: nothing is wrong.
    void setLocked(bool locked); ///< Cannot be changed: dashed, with a lock.
    void setTextStyle(Style style, Weight weight = Weight::Own); ///< The field grows with it.
    QString error() const { return m_error; }

signals:
    void textEdited(const QString &text);
    void accepted(); ///< Enter.
    void editingFinished();

private:
    void build(LabelPlace place);
    void dress();

    const Theme &m_theme;
    QString m_help;
    QString m_error;
    TextLabel *m_labelText;
    FieldFrame *m_frame;
    QLineEdit *m_edit;
    TextLabel *m_below;
    QLabel *m_errorIcon;
    QGridLayout *m_grid;
};
