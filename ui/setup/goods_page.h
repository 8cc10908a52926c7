#pragma once

#include <QWidget>

class ImportPanel;
class TextLabel;
class Theme;

/// The page "Goods" of the settings: how many there are, and a file with others. Owned by the
/// settings screen; main thread.
class GoodsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoodsPage)
public:
    GoodsPage(const Theme &theme, QWidget *parent);

    void setCount(int goods);
    ImportPanel &importPanel() { return *m_import; }
    bool textFits() const;

private:
    void dress();

    const Theme &m_theme;
    TextLabel *m_count;
    ImportPanel *m_import;
};
