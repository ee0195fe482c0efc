@echo off
rem Builds Lockkeeper on first use, then starts it. After a change of the sources delete verifier-cli\target\lockkeeper.jar.
setlocal
set "root=%~dp0"
set "jar=%root%verifier-cli\target\lockkeeper.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not exist "%jar%" (
  echo lockkeeper: building for the first use; this fetches libraries once and takes a minute or two ... 1>&2
  call mvn -q -B -f "%root%pom.xml" -Dquick -Dmaven.test.skip=true package 1>&2 || exit /b 2
)
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %LOCKKEEPER_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
