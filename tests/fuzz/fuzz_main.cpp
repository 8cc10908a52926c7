#include "fuzz_targets.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdint>

// What libFuzzer calls. BAKEHOUSE_FUZZ_TARGET names the target of this program.

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, size_t size);

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const QCoreApplication application(*argc, *argv);
    QLoggingCategory::setFilterRules(
        QStringLiteral("*.warning=false\n*.info=false\n*.debug=false"));
    promise(fuzzTarget(BAKEHOUSE_FUZZ_TARGET), "the target is one of ours");
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, size_t size)
{
    static const FuzzTarget *const target = fuzzTarget(BAKEHOUSE_FUZZ_TARGET);
    // A copy on the heap: reading beyond it is seen.
    target->feed(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
