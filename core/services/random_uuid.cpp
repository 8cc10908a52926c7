#include "random_uuid.h"

#include "uuid7.h"

#include <QRandomGenerator>

QUuid makeRandomUuid(const Clock &clock)
{
    QRandomGenerator *generator = QRandomGenerator::system();
    return makeUuid7(clock.now().toMSecsSinceEpoch(), generator->generate64(),
                     generator->generate64());
}
