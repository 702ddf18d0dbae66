// Only tells the build where libxml2 is: its headers are read by CLibXML2.c and by nobody else.
