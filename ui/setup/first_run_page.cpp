#include "first_run_page.h"

FirstRunPage::FirstRunPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
}
