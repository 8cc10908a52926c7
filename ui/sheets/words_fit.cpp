#include "words_fit.h"

#include "choice_key.h"
#include "key_button.h"
#include "segment.h"

#include <QFontMetrics>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
bool labelFits(const QLabel &label)
{
    if (label.text().isEmpty() || !label.wordWrap())
        return label.width() >= label.minimumSizeHint().width()
            && label.height() >= label.minimumSizeHint().height();
    const QFontMetrics metrics(label.font());
    const QStringList words = label.text().split(u' ');
    const auto narrow = [&](const QString &word) {
        return metrics.horizontalAdvance(word) <= label.width();
    };
    return std::ranges::all_of(words, narrow)
        && label.height() >= label.heightForWidth(label.width());
}

template <typename Part, typename Words>
void addCutOff(const QWidget &root, QStringList &cutOff, Words words)
{
    for (const Part *part : root.findChildren<Part *>()) {
        if (part->isVisibleTo(&root) && !part->textFits())
            cutOff << words(*part);
    }
}
}

QStringList cutOffWords(const QWidget &root)
{
    QStringList cutOff;
    const auto text = [](const QAbstractButton &button) { return button.text(); };
    addCutOff<KeyButton>(root, cutOff, text);
    addCutOff<ChoiceKey>(root, cutOff, text);
    addCutOff<Segment>(root, cutOff,
                       [](const Segment &segment) { return segment.accessibleName(); });
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&root) && !labelFits(*label))
            cutOff << label->text();
    }
    return cutOff;
}
