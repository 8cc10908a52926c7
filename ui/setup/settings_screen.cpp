#include "settings_screen.h"

#include "backup_panel.h"
#include "certificate_panel.h"
#include "choice_sheet.h"
#include "country_words.h"
#include "goods_desk.h"
#include "goods_feed.h"
#include "goods_page.h"
#include "group_list.h"
#include "hours_desk.h"
#include "hours_page.h"
#include "https_desk.h"
#include "import_panel.h"
#include "label_fit.h"
#include "poster_panel.h"
#include "setting_draft.h"
#include "setting_entry.h"
#include "setting_list.h"
#include "settings_book.h"
#include "text_field.h"
#include "text_label.h"
#include "trouble_words.h"
#include "vat_page.h"
#include "when_done.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr int backupLookMs = 2'000; // The board tells of no change by itself.

SettingsScreen::SettingsScreen(const Theme &theme, SettingsBook &book, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_book(book)
    , m_draft(new SettingDraft(book, this))
    , m_groups(new GroupList(theme, this))
    , m_title(new TextLabel(theme, Style::Head, {}, this))
    , m_search(new TextField(theme, tr("Find a setting"), TextField::LabelPlace::Hidden, this))
    , m_pages(new QStackedWidget(this))
    , m_list(new SettingList(theme, book, *m_draft, m_pages))
    , m_vat(new VatPage(theme, m_pages))
    , m_goodsPage(new GoodsPage(theme, m_pages))
    , m_hoursPage(new HoursPage(theme, m_pages))
    , m_nothing(new TextLabel(theme, Style::Line, {}, m_pages))
    , m_status(new TextLabel(theme, Style::Body, {}, this))
    , m_discard(new KeyButton(theme, tr("Discard"), u"undo"_s, this))
    , m_save(new KeyButton(theme, tr("Save changes"), u"check"_s, this))
    , m_choices(new ChoiceSheet(theme, this))
{
    setObjectName(u"settingsScreen"_s);
    setAccessibleName(tr("Settings"));
    build();
    connectParts();
    showGroup(u"shop"_s);
    showFoot();
    hide();
}

void SettingsScreen::build()
{
    for (QWidget *page :
         std::initializer_list<QWidget *> {m_list, m_vat, m_goodsPage, m_hoursPage, m_nothing})
        m_pages->addWidget(page);
    m_search->setIconName(u"search"_s);
    m_search->edit().setObjectName(u"settingSearch"_s);
    m_search->edit().setPlaceholderText(tr("Find a setting"));
    m_nothing->setAlignment(Qt::AlignTop);
    m_nothing->setWordWrap(true);
    m_status->setObjectName(u"settingStatus"_s);
    m_status->setWordWrap(true);
    m_discard->setObjectName(u"discardKey"_s);
    m_save->setObjectName(u"saveKey"_s);
    m_save->setKind(KeyButton::Kind::Accent);
    for (KeyButton *key : {m_discard, m_save})
        key->setTextStyle(Style::LineSum);
}

void SettingsScreen::connectParts()
{
    connect(m_groups, &GroupList::chosen, this, [this](const QString &group) {
        m_search->setText({});
        showGroup(group);
    });
    connect(m_groups, &GroupList::backAsked, this, [this] {
        m_kept = unsavedChanges() > 0;
        emit backAsked();
    });
    connect(m_search, &TextField::textEdited, this, &SettingsScreen::find);
    connect(m_list, &SettingList::listAsked, this, &SettingsScreen::openChoices);
    connect(m_draft, &SettingDraft::changed, this, [this] {
        m_kept = false;
        showFoot();
    });
    connect(m_discard, &KeyButton::clicked, m_draft, [this] { m_draft->discard(); });
    connect(m_save, &KeyButton::clicked, this, [this] { save(); });
    connect(m_choices, &Sheet::backAsked, this, [this] { m_list->reveal(m_asked); });
    connect(m_choices, &ChoiceSheet::chosen, this, [this](const QString &value) {
        m_draft->change(m_asked, value);
        m_list->reveal(m_asked);
    });
    connect(&m_theme, &Theme::changed, this, [this] { place(); });
}

void SettingsScreen::setGoods(GoodsDesk &desk, const GoodsFeed &goods)
{
    m_goods = &goods;
    m_goodsPage->importPanel().setImport(
        [&desk](const QByteArray &csv) { return desk.importCatalogue(csv); });
    m_vat->importPanel().setImport([&desk](const QByteArray &csv) { return desk.importTax(csv); });
    connect(&goods, &GoodsFeed::goodsChanged, this, [this] { showGoods(); });
    showGoods();
}

void SettingsScreen::setHttps(const HttpsDesk &desk, const Clock &clock)
{
    const auto showState = [this, &desk, &clock] {
        m_list->certificatePanel().show(desk.state(), clock.now());
        m_list->arrange();
    };
    connect(&desk, &HttpsDesk::changed, this, showState);
    showState();
}

void SettingsScreen::setHours(HoursDesk &desk, const QTimeZone &zone, const Clock &clock)
{
    m_hoursPage->setDesk(
        {.setWeek = [&desk](const auto &week) { return desk.setWeek(week); },
         .setException = [&desk](const auto &exception) { return desk.setException(exception); },
         .dropException = [&desk](QDate day) { return desk.dropException(day); },
         .now = [&clock] { return clock.now(); },
         .zone = zone});
    showGoods();
}

void SettingsScreen::setBackups(const BackupBoard &board)
{
    const auto showReport = [this, &board] {
        if (!m_list->backupPanel().isVisible())
            return;
        m_list->backupPanel().show(board.report());
        m_list->arrange();
    };
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, showReport);
    timer->start(backupLookMs);
    m_list->backupPanel().show(board.report());
}

void SettingsScreen::setPoster(PosterMaker maker)
{
    m_list->posterPanel().setMaker(std::move(maker));
    connect(&m_book, &SettingsBook::changed, this, [this] {
        m_list->posterPanel().refresh();
        m_list->arrange();
    });
}

void SettingsScreen::setDay(QDate day)
{
    m_day = day;
    showGoods();
}

void SettingsScreen::showGoods()
{
    const Catalogue *catalogue = m_goods ? m_goods->catalogue() : nullptr;
    if (!catalogue)
        return;
    m_goodsPage->setCount(int(catalogue->goods().products.size()));
    m_vat->setRates(catalogue->goods().taxes, m_day);
    m_hoursPage->setHours(catalogue->goods().hours);
}

void SettingsScreen::setFrame(const CounterFrame &frame)
{
    const QRect window = parentWidget()->rect();
    setGeometry(window.adjusted(0, frame.topBar.height(), 0, 0));
    place();
}

void SettingsScreen::open(const QString &group)
{
    if (!group.isEmpty()) {
        m_search->setText({});
        showGroup(group);
    }
    showFoot();
    raise();
    show();
    if (KeyButton *key = m_groups->key(m_group))
        key->setFocus(Qt::OtherFocusReason);
}

int SettingsScreen::unsavedChanges() const
{
    return int(m_draft->changedKeys().size());
}

void SettingsScreen::showGroup(const QString &group)
{
    m_group = group;
    m_choices->hide();
    m_groups->choose(group);
    m_list->showGroup(group);
    const QList<SettingGroup> groups = settingGroups();
    const auto found = std::ranges::find(groups, group, &SettingGroup::name);
    m_title->setText(found == groups.end() ? QString() : found->title);
    if (group == "vat"_L1)
        m_pages->setCurrentWidget(m_vat);
    else if (group == "goods"_L1)
        m_pages->setCurrentWidget(m_goodsPage);
    else if (group == "hours"_L1)
        m_pages->setCurrentWidget(m_hoursPage);
    else
        m_pages->setCurrentWidget(m_list);
    place();
}

void SettingsScreen::find(const QString &searched)
{
    if (searched.trimmed().isEmpty()) {
        showGroup(m_group);
        return;
    }
    const int found = m_list->find(searched);
    m_groups->choose({});
    m_title->setText(tr("Found"));
    m_nothing->setText(tr("There is no setting with “%1”.").arg(searched.trimmed()));
    m_pages->setCurrentWidget(found > 0 ? static_cast<QWidget *>(m_list) : m_nothing);
}

/// Esc: out of the list, out of the search, then out of the settings.
void SettingsScreen::stepBack()
{
    if (!m_search->text().isEmpty()) {
        m_search->setText({});
        showGroup(m_group);
        return;
    }
    m_kept = unsavedChanges() > 0;
    emit backAsked();
}

void SettingsScreen::openChoices(const QString &key)
{
    const SettingRow &row = *Settings::row(key);
    QList<Choice> choices;
    if (row.type == SettingRow::Type::Zone) {
        for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
            choices.append({QString::fromUtf8(zone), QString::fromUtf8(zone)});
    } else if (key == "shop.country"_L1) {
        choices.append({u""_s, countryWords({})});
        for (const auto &[code, name] : namedCountries())
            choices.append({code, name});
    } else {
        for (const QString &value : row.range.split(u'|'))
            choices.append({value, choiceWords(key, value)});
    }
    m_asked = key;
    m_choices->open(settingWords(key).title, choices, m_draft->text(key));
}

QString SettingsScreen::footWords() const
{
    const int changes = unsavedChanges();
    const int wrong = int(m_draft->wrongKeys().size());
    if (changes == 0)
        return tr("Everything is saved");
    const QString count = changes == 1 ? tr("1 change") : tr("%1 changes").arg(changes);
    if (wrong > 0)
        return tr("%1, %2 to correct").arg(count).arg(wrong);
    return m_kept ? tr("%1 from before, not saved yet").arg(count)
                  : tr("%1, not saved yet").arg(count);
}

void SettingsScreen::showFoot()
{
    const bool any = unsavedChanges() > 0;
    m_discard->setEnabled(any);
    m_save->setEnabled(any);
    say(footWords(), false);
}

void SettingsScreen::say(const QString &sentence, bool wrong)
{
    m_status->setRole(wrong ? Role::Danger : Role::Ink2);
    m_status->setText(sentence);
}

void SettingsScreen::save()
{
    const QStringList wrong = m_draft->wrongKeys();
    if (!wrong.isEmpty()) {
        m_search->setText({});
        showGroup(Settings::row(wrong.first())->group);
        m_list->reveal(wrong.first());
        return;
    }
    m_save->setWaiting(true);
    whenDone(m_draft->save(), this,
             [this, keys = m_draft->changedKeys()](const Result<void> &done) {
                 m_save->setWaiting(false);
                 if (!done)
                     return say(troubleWords(done.error()), true);
                 emit saved(keys);
             });
}

void SettingsScreen::place()
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int foot = qRound(m_theme.px(18.2));
    const int side = std::clamp(m_groups->sizeHint().width(), qRound(m_theme.px(62.8)),
                                std::max(qRound(m_theme.px(62.8)), width() * 8 / 25));
    const int pad = m_theme.unit(8);
    const QRect page(mirrored ? 0 : side, 0, width() - side, height());
    m_groups->setGeometry(mirrored ? width() - side : 0, 0, side, height());
    m_groups->setFootHeight(foot);
    const QRect inner = page.adjusted(pad, m_theme.unit(5), -pad, 0);
    const int spare = inner.width() - m_title->sizeHint().width() - pad;
    const int searchWidth = std::clamp(spare, qRound(m_theme.px(40)), qRound(m_theme.px(86)));
    const int head = m_search->sizeHint().height();
    m_title->setGeometry(inner.x(), inner.y(), inner.width() - searchWidth - pad, head);
    m_search->setGeometry(inner.right() + 1 - searchWidth, inner.y(), searchWidth, head);
    m_foot = QRect(page.x(), height() - foot, page.width(), foot);
    const int top = inner.y() + head + m_theme.unit(3);
    const int ring = m_theme.unit(2); // The pages leave that much for the ring of a field.
    m_pages->setGeometry(inner.x() - ring, top, inner.width() + 2 * ring, m_foot.top() - top);
    const int gap = m_theme.gap();
    int right = m_foot.right() + 1 - pad;
    for (KeyButton *key : {m_save, m_discard}) {
        const int wide = key->sizeHint().width() + m_theme.unit(8);
        key->setGeometry(right - wide, m_foot.y() + gap, wide, foot - 2 * gap);
        right -= wide + gap;
    }
    m_status->setGeometry(inner.x(), m_foot.y(), right - inner.x() - gap, foot);
    m_choices->setArea(page);
}

void SettingsScreen::resizeEvent(QResizeEvent *)
{
    place();
}

void SettingsScreen::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        stepBack();
    else if (event->matches(QKeySequence::Find))
        m_search->edit().setFocus(Qt::ShortcutFocusReason);
    else if (event->matches(QKeySequence::Save) && m_save->isEnabled())
        save();
    else
        QWidget::keyPressEvent(event);
}

void SettingsScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Bg));
    painter.fillRect(m_foot.x(), m_foot.y(), m_foot.width(), m_theme.line(),
                     m_theme.color(Role::Line));
}

bool SettingsScreen::textFits() const
{
    const bool page = m_pages->currentWidget() == m_vat ? m_vat->textFits()
        : m_pages->currentWidget() == m_goodsPage       ? m_goodsPage->textFits()
        : m_pages->currentWidget() == m_hoursPage       ? m_hoursPage->textFits()
                                                        : m_list->textFits();
    return page && m_groups->textFits() && labelFits(*m_title) && labelFits(*m_status)
        && m_discard->textFits() && m_save->textFits();
}
