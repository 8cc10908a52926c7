#pragma once

#include "result.h"

#include <QFuture>
#include <QWidget>

class ChoiceField;
class ChoiceSheet;
class FileField;
class GoodsFeed;
class KeyButton;
class PictureDesk;
class PictureView;
class TextLabel;
class Theme;

/// "Pictures for the customers' page": a good, the picture it has, a file with another one, and
/// what came of it. Owned by its parent, main thread.
class PicturePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PicturePanel)
public:
    PicturePanel(const Theme &theme, QWidget *parent);

    /// Without them no good can be chosen. Both outlive the panel.
    void setDesk(PictureDesk &desk, const GoodsFeed &goods);
    void choose(qint64 product);
    FileField &file() { return *m_file; }
    KeyButton &setKey() { return *m_set; }
    KeyButton &removeKey() { return *m_remove; }
    PictureView &view() { return *m_view; }
    ChoiceSheet &choices() { return *m_choices; }
    QString outcome() const; ///< The sentence that is shown.
    bool textFits() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void connectParts();
    void dress();
    void openGoods();
    void showProduct();
    void showPicture(const QString &name);
    void start();
    void send(const QByteArray &file);
    void remove();
    void begin(KeyButton &key);
    void end(const Result<void> &done, const QString &sentence);

    const Theme &m_theme;
    PictureDesk *m_desk = nullptr;
    const GoodsFeed *m_goods = nullptr;
    qint64 m_product = 0;
    QString m_shown; ///< The name of the picture that is shown or on its way.
    bool m_busy = false;
    TextLabel *m_title;
    TextLabel *m_help;
    PictureView *m_view;
    ChoiceField *m_good;
    FileField *m_file;
    KeyButton *m_set;
    KeyButton *m_remove;
    TextLabel *m_outcome;
    ChoiceSheet *m_choices; ///< Covers the panel while it is open.
};
