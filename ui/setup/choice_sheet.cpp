#include "choice_sheet.h"

#include "choice_delegate.h"
#include "text_field.h"

#include <QKeyEvent>
#include <QListView>
#include <QScroller>

#include <algorithm>

using namespace Qt::StringLiterals;

ChoiceSheet::ChoiceSheet(const Theme &theme, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_model(new ChoiceModel(this))
    , m_delegate(new ChoiceDelegate(theme, this))
    , m_list(new QListView)
    , m_search(new TextField(theme, tr("Search"), TextField::LabelPlace::Hidden, this))
{
    setObjectName(u"choiceSheet"_s);
    build();
    hide();
    connect(m_search, &TextField::textEdited, this, [this](const QString &text) {
        m_model->find(text);
        m_list->setCurrentIndex(m_model->index(0));
    });
    connect(m_search, &TextField::accepted, this, [this] { take(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { take(index); });
    connect(this, &Sheet::backAsked, this, [this] { hide(); });
    connect(&theme, &Theme::changed, m_list, [this] { m_list->doItemsLayout(); });
}

void ChoiceSheet::build()
{
    setBackWords(tr("Back"));
    backKey().setObjectName(u"choiceBackKey"_s);
    m_search->setIconName(u"search"_s);
    m_search->edit().setObjectName(u"choiceSearch"_s);
    m_search->edit().installEventFilter(this);
    m_search->setFixedWidth(qRound(theme().px(86)));
    m_list->setObjectName(u"choiceList"_s);
    m_list->setAccessibleName(tr("Choices"));
    m_list->setProperty("part", u"painted"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    setPadding(theme().unit(8));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);
    setTitleSide(m_search);
    setContent(m_list);
}

void ChoiceSheet::open(const QString &title, const QList<Choice> &choices, const QString &current)
{
    setTitle(title);
    m_list->setAccessibleName(title);
    m_search->setText({});
    m_model->setChoices(choices, current);
    setGeometry(m_area.isNull() ? parentWidget()->rect() : m_area);
    raise();
    show();
    const int row = std::max(0, m_model->rowOf(current));
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(m_model->index(row), QAbstractItemView::PositionAtCenter);
    m_search->edit().setFocus(Qt::OtherFocusReason);
}

void ChoiceSheet::setArea(const QRect &area)
{
    m_area = area;
    setGeometry(area);
}

void ChoiceSheet::take(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QString value = m_model->valueAt(index.row());
    hide();
    emit chosen(value);
}

bool ChoiceSheet::textFits() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_delegate->fits(m_model->index(row), m_list->viewport()->width()))
            return false;
    }
    return true;
}

/// The arrows move in the list while the cursor is in the search.
bool ChoiceSheet::moveInList(const QKeyEvent &key)
{
    const int last = m_model->rowCount() - 1;
    const int page = m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0));
    const QHash<int, int> steps {
        {Qt::Key_Up, -1}, {Qt::Key_Down, 1}, {Qt::Key_PageUp, -page}, {Qt::Key_PageDown, page}};
    if (!steps.contains(key.key()) || last < 0)
        return false;
    const int row = std::clamp(m_list->currentIndex().row() + steps[key.key()], 0, last);
    m_list->setCurrentIndex(m_model->index(row));
    return true;
}

bool ChoiceSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && (watched == &m_search->edit() || watched == m_list)) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && watched == m_list) {
            take(m_list->currentIndex());
            return true;
        }
        if (watched == &m_search->edit() && moveInList(*key))
            return true;
    }
    return Sheet::eventFilter(watched, event);
}
