#pragma once

#include <QWidget>

class GoodsFeed;
class ImportPanel;
class PictureDesk;
class PicturePanel;
class QStackedWidget;
class Segment;
class TextLabel;
class Theme;

/// The page "Goods" of the settings: how many there are, a file with others, and their pictures.
/// Owned by the settings screen; main thread.
class GoodsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoodsPage)
public:
    GoodsPage(const Theme &theme, QWidget *parent);

    void setCount(int goods);
    ImportPanel &importPanel() { return *m_import; }
    PicturePanel &picturePanel() { return *m_pictures; }
    /// Without them no pictures can be given. Both outlive the page.
    void setPictures(PictureDesk &desk, const GoodsFeed &goods);
    Segment &parts() { return *m_parts; } ///< Import or pictures.
    bool textFits() const;

private:
    void dress();

    const Theme &m_theme;
    TextLabel *m_count;
    Segment *m_parts;
    QStackedWidget *m_pages;
    ImportPanel *m_import;
    PicturePanel *m_pictures;
};
