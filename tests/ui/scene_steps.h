#pragma once

#include "scenes.h"

#include <Qt>

// What the scenes are made of; for the files of the scenes only.

/// Waits until @p sheet is open.
bool opened(PictureShop &shop, const QString &sheet);
/// What a customer bought in the pictures.
void fill(PictureShop &shop);
/// A sheet that was just opened does not hear the first taps.
bool tapOpened(PictureShop &shop, const QString &key);
bool tapWord(PictureShop &shop, const QString &segment, int word);
bool rowsCome(PictureShop &shop, const QString &list);
/// By a key of the table, with a full basket.
bool byKey(PictureShop &shop, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &sheet);
Scene keyed(const QString &name, Qt::Key key, Qt::KeyboardModifiers modifiers,
            const QString &sheet);
/// A tile under a finger that stays.
bool held(PictureShop &shop);

std::vector<Scene> sellScenes();
std::vector<Scene> basketScenes();
std::vector<Scene> moneyScenes();
std::vector<Scene> shopScenes();
std::vector<Scene> settingsScenes();
