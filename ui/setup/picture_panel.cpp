#include "picture_panel.h"

#include "choice_field.h"
#include "choice_sheet.h"
#include "chosen_file.h"
#include "file_field.h"
#include "goods_feed.h"
#include "key_button.h"
#include "label_fit.h"
#include "picture_desk.h"
#include "picture_view.h"
#include "text_label.h"
#include "trouble_words.h"
#include "when_done.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString pictureTroubleWords(const Error &error)
{
    if (error.reason == Error::Reason::UnknownProduct)
        return PicturePanel::tr("This good is not sold any more.");
    if (error.code != Error::Code::Invalid)
        return troubleWords(error);
    return error.field == "picture"_L1
        ? PicturePanel::tr("This is no picture in PNG, JPEG or WebP, or it is damaged.")
        : PicturePanel::tr("The picture is too large: 16 MB and 8,192 pixels a side at most.");
}

}

PicturePanel::PicturePanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Style::LineSum, tr("Pictures for the customers' page"), this))
    , m_help(new TextLabel(theme, Style::Body,
                           tr("PNG, JPEG or WebP. The middle of it is shown as a square."), this))
    , m_view(new PictureView(theme, this))
    , m_good(new ChoiceField(theme, tr("Good"), this))
    , m_file(new FileField(theme, tr("File of the picture"), this))
    , m_set(new KeyButton(theme, tr("Use this picture"), u"check"_s, this))
    , m_remove(new KeyButton(theme, tr("Remove the picture"), u"trash"_s, this))
    , m_outcome(new TextLabel(theme, Style::Line, {}, this))
    , m_choices(new ChoiceSheet(theme, this))
{
    setObjectName(u"picturePanel"_s);
    m_good->setObjectName(u"pictureGood"_s);
    m_set->setObjectName(u"setPictureKey"_s);
    m_remove->setObjectName(u"removePictureKey"_s);
    m_outcome->setObjectName(u"pictureOutcome"_s);
    m_file->setFilter(tr("Pictures (*.png *.jpg *.jpeg *.webp)"));
    m_help->setRole(Role::Ink2);
    m_outcome->setLook(Style::Line, Weight::Bold);
    for (TextLabel *label : {m_title, m_help, m_outcome})
        label->setWordWrap(true);
    build();
    connectParts();
    dress();
    showProduct();
}

void PicturePanel::build()
{
    auto *fields = new QVBoxLayout;
    fields->addWidget(m_good);
    fields->addWidget(m_file);
    fields->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_view, 0, Qt::AlignTop);
    row->addLayout(fields, 1);
    auto *keys = new QHBoxLayout;
    keys->addWidget(m_set);
    keys->addWidget(m_remove);
    keys->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_title);
    column->addWidget(m_help);
    column->addLayout(row);
    column->addLayout(keys);
    column->addWidget(m_outcome);
    column->addStretch(1);
}

void PicturePanel::connectParts()
{
    connect(m_good, &ChoiceField::clicked, this, [this] { openGoods(); });
    connect(m_choices, &ChoiceSheet::chosen, this, [this](const QString &value) {
        choose(value.toLongLong());
        m_file->setFocus(Qt::OtherFocusReason);
    });
    connect(m_choices, &Sheet::backAsked, this, [this] { m_good->setFocus(Qt::OtherFocusReason); });
    connect(m_file, &FileField::pathChanged, this, [this] { showProduct(); });
    connect(m_file, &FileField::accepted, this, [this] { start(); });
    connect(m_set, &KeyButton::clicked, this, [this] { start(); });
    connect(m_remove, &KeyButton::clicked, this, [this] { remove(); });
    connect(&m_theme, &Theme::changed, this, [this] { dress(); });
}

void PicturePanel::dress()
{
    layout()->setSpacing(m_theme.unit(3));
    for (QLayout *inner : layout()->findChildren<QLayout *>())
        inner->setSpacing(m_theme.unit(3));
}

void PicturePanel::setDesk(PictureDesk &desk, const GoodsFeed &goods)
{
    m_desk = &desk;
    m_goods = &goods;
    connect(&goods, &GoodsFeed::goodsChanged, this, [this] { showProduct(); });
    showProduct();
}

void PicturePanel::choose(qint64 product)
{
    m_product = product;
    m_outcome->setText({});
    m_file->setPath({});
}

void PicturePanel::openGoods()
{
    const Catalogue *catalogue = m_goods ? m_goods->catalogue() : nullptr;
    if (!catalogue)
        return;
    QList<Choice> choices;
    for (const Product &product : catalogue->goods().products) {
        const QString words =
            product.picture.isEmpty() ? product.name : tr("%1 (has a picture)").arg(product.name);
        choices.append({QString::number(product.id), words});
    }
    std::ranges::sort(choices, [](const Choice &one, const Choice &other) {
        return QString::localeAwareCompare(one.words, other.words) < 0;
    });
    m_choices->open(tr("Good"), choices, QString::number(m_product));
}

void PicturePanel::showProduct()
{
    const Product *product = m_goods ? m_goods->find(m_product) : nullptr;
    m_good->setWords(product ? product->name : tr("Choose a good"));
    m_good->setEnabled(m_goods != nullptr);
    m_file->setEnabled(product != nullptr);
    m_set->setEnabled(product && !m_file->path().isEmpty());
    m_remove->setEnabled(product && !product->picture.isEmpty());
    showPicture(product ? product->picture : QString());
}

void PicturePanel::showPicture(const QString &name)
{
    if (name == m_shown)
        return;
    m_shown = name;
    m_view->setPicture({});
    if (name.isEmpty())
        return;
    whenDone(m_desk->content(name.toLatin1()), this,
             [this, name](const Result<QByteArray> &content) {
                 QPixmap picture;
                 if (content && name == m_shown && picture.loadFromData(*content))
                     m_view->setPicture(picture);
             });
}

void PicturePanel::begin(KeyButton &key)
{
    m_busy = true;
    key.setWaiting(true);
    m_outcome->setText({});
}

void PicturePanel::start()
{
    if (m_busy || !m_set->isEnabled())
        return;
    begin(*m_set);
    whenDone(readChosenFile(m_file->path()), this, [this](const Result<QByteArray> &file) {
        if (file)
            send(*file);
        else
            end(file.error(), {});
    });
}

void PicturePanel::send(const QByteArray &file)
{
    whenDone(m_desk->set(m_product, file), this, [this](const Result<QString> &name) {
        if (name)
            m_file->setPath({});
        end(name ? Result<void>() : Result<void>(name.error()), tr("The page shows it now."));
    });
}

void PicturePanel::remove()
{
    if (m_busy || !m_remove->isEnabled())
        return;
    begin(*m_remove);
    whenDone(m_desk->remove(m_product), this, [this](const Result<void> &done) {
        end(done, tr("The page shows a drawing in its place."));
    });
}

void PicturePanel::end(const Result<void> &done, const QString &sentence)
{
    m_busy = false;
    m_set->setWaiting(false);
    m_remove->setWaiting(false);
    m_outcome->setRole(done ? Role::Ok : Role::Danger);
    m_outcome->setText(done ? sentence : pictureTroubleWords(done.error()));
    showProduct();
}

QString PicturePanel::outcome() const
{
    return m_outcome->text();
}

bool PicturePanel::textFits() const
{
    return labelFits(*m_title) && labelFits(*m_help) && labelFits(*m_outcome) && m_good->textFits()
        && m_set->textFits() && m_remove->textFits();
}

void PicturePanel::resizeEvent(QResizeEvent *)
{
    m_choices->setArea(rect());
}
