# cmake -DOUTPUT=icons.svg "-DICONS=a.svg;b.svg" -P IconSheet.cmake: each icon as a symbol of its name, so that a page
# fetches them all at once and draws them in the colour of its text.
set(sheet "<svg xmlns=\"http://www.w3.org/2000/svg\">")
foreach(icon ${ICONS})
  get_filename_component(name ${icon} NAME_WE)
  file(READ ${icon} content)
  string(REGEX REPLACE "^.*<svg[^>]*>" "" content "${content}")
  string(REGEX REPLACE "</svg>.*$" "" content "${content}")
  string(REGEX REPLACE "\n *" "" content "${content}")
  string(APPEND sheet "<symbol id=\"${name}\" viewBox=\"0 0 24 24\">${content}</symbol>\n")
endforeach()
string(APPEND sheet "</svg>\n")
file(WRITE ${OUTPUT} "${sheet}")
