#pragma once

#include <QPointer>
#include <QWidget>

class KeyButton;
class QFileDialog;
class TextField;
class Theme;

/// The path of a file: typed, or chosen in a window of its own that holds nothing up. Owned by its
/// parent, main thread.
class FileField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileField)
public:
    /// @p name is what a screen reader calls it.
    FileField(const Theme &theme, const QString &name, QWidget *parent);

    QString path() const;
    void setPath(const QString &path); ///< As if it were chosen.
    void setError(const QString &error);
    /// What is offered beside all files, "Pictures (*.png)"; tables at first.
    void setFilter(const QString &filter) { m_filter = filter; }

signals:
    void pathChanged(const QString &path); ///< Typed or chosen.
    void accepted(); ///< Enter.

private:
    void ask();

    const Theme &m_theme;
    QString m_filter;
    TextField *m_field;
    KeyButton *m_choose;
    QPointer<QFileDialog> m_dialog;
};
