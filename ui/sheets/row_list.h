#pragma once

#include "list_rows.h"

#include <QListView>

class ListRowDelegate;
class Theme;

/// A list of rows to tap, or to walk with the arrows and take with Enter. Owned by its parent, main
/// thread.
class RowList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowList)
public:
    /// @p name is what a screen reader calls the list.
    RowList(const Theme &theme, const QString &name, QWidget *parent);

    void show(std::vector<ListRow> rows); ///< The first one becomes the current one.
    const ListRowModel &rows() const { return *m_model; }
    bool textFits() const;

signals:
    void taken(int row); ///< Tapped, or Enter.

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    ListRowModel *m_model;
    ListRowDelegate *m_delegate;
};
