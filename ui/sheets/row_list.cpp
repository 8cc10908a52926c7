#include "row_list.h"

#include "list_row_delegate.h"

#include <QKeyEvent>

#include <algorithm>

RowList::RowList(const Theme &theme, const QString &name, QWidget *parent)
    : QListView(parent)
    , m_model(new ListRowModel(this))
    , m_delegate(new ListRowDelegate(theme, this))
{
    setProperty("part", QStringLiteral("list"));
    setAccessibleName(name);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { emit taken(index.row()); });
    connect(&theme, &Theme::changed, this, [this] { doItemsLayout(); });
}

void RowList::show(std::vector<ListRow> rows)
{
    m_model->show(std::move(rows));
    setCurrentIndex(m_model->index(0));
}

bool RowList::textFits() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_delegate->fits(*m_model->rowAt(m_model->index(row))))
            return false;
    }
    return true;
}

void RowList::resizeEvent(QResizeEvent *event)
{
    m_delegate->setWidth(viewport()->width());
    QListView::resizeEvent(event);
    doItemsLayout();
}

void RowList::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        emit taken(currentIndex().row());
    else if (event->key() == Qt::Key_Escape)
        event->ignore(); // The sheet's.
    else
        QListView::keyPressEvent(event);
}

void RowList::focusInEvent(QFocusEvent *event)
{
    if (!currentIndex().isValid())
        setCurrentIndex(m_model->index(0));
    QListView::focusInEvent(event);
}
