#pragma once

#include "answer.h"

#include <QByteArrayView>

class QHttpServerRequest;
struct HealthReport;
struct RouteMatch;

/// What may be asked of an address. A page of another origin learns that it may, also from the
/// Internet into the shop's network (Access-Control-Request-Private-Network).
Answer preflightAnswer(const RouteMatch &match, const QHttpServerRequest &request);
/// The address is there, but not by this method.
Answer methodAnswer(const RouteMatch &match);
/// 200 with each check, or 503 that names the failing ones.
Answer healthAnswer(const HealthReport &report, QByteArrayView requestId);
