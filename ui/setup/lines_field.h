#pragma once

#include <QWidget>

class QPlainTextEdit;
class TextLabel;
class Theme;

/// A field for some lines of text, with what is wrong under it. Owned by its parent, main thread.
class LinesField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinesField)
public:
    /// @p name is what a screen reader calls it.
    LinesField(const Theme &theme, const QString &name, QWidget *parent);

    QString text() const;
    void setText(const QString &text); ///< Without a signal.
    void setError(const QString &error); ///< Empty: nothing is wrong.
    QPlainTextEdit &edit() { return *m_edit; }

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void textEdited(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void dress();

    const Theme &m_theme;
    QPlainTextEdit *m_edit;
    TextLabel *m_below;
    bool m_quiet = false; ///< While the program writes.
};
