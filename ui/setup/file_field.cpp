#include "file_field.h"

#include "key_button.h"
#include "text_field.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

FileField::FileField(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_filter(tr("Tables (*.csv)"))
    , m_field(new TextField(theme, name, TextField::LabelPlace::Hidden, this))
    , m_choose(new KeyButton(theme, tr("Choose a file"), u"search"_s, this))
{
    m_field->edit().setObjectName(u"pathField"_s);
    m_field->edit().setPlaceholderText(tr("Path of the file"));
    m_choose->setObjectName(u"chooseFileKey"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(theme.gap());
    row->addWidget(m_field, 1, Qt::AlignTop);
    row->addWidget(m_choose, 0, Qt::AlignTop);
    setFocusProxy(m_field);
    connect(m_field, &TextField::textEdited, this, &FileField::pathChanged);
    connect(m_field, &TextField::accepted, this, &FileField::accepted);
    connect(m_choose, &KeyButton::clicked, this, [this] { ask(); });
}

QString FileField::path() const
{
    return m_field->text().trimmed();
}

void FileField::setPath(const QString &path)
{
    m_field->setText(path);
    emit pathChanged(path);
}

void FileField::setError(const QString &error)
{
    m_field->setError(error);
}

void FileField::ask()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new QFileDialog(this, tr("Choose a file"), QFileInfo(path()).path(),
                               m_filter + u";;"_s + tr("All files (*)"));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setOption(QFileDialog::DontUseNativeDialog);
    m_dialog->setFileMode(QFileDialog::ExistingFile);
    connect(m_dialog, &QFileDialog::fileSelected, this,
            [this](const QString &chosen) { setPath(chosen); });
    m_dialog->open();
}
