@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Runs the Maven version that .mvn\wrapper\maven-wrapper.properties names: unpacked in the Maven home of the user, or
rem downloaded there and checked. Where it can't be downloaded, an installed mvn of at least 3.8 does it.
setlocal
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%~dp0.mvn\wrapper\maven-wrapper.properties") do set "MVNW_%%a=%%b"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "MVNW_DISTS=%MAVEN_USER_HOME%\wrapper\dists\apache-maven-%MVNW_mavenVersion%"
set "MVNW_MAVEN=%MVNW_DISTS%\apache-maven-%MVNW_mavenVersion%"
rem Other wrappers and IDEs unpack it here.
if not exist "%MVNW_MAVEN%\bin\mvn.cmd" for /d %%d in ("%MVNW_DISTS%\*" "%MVNW_DISTS%-bin\*") do (
  if exist "%%~d\bin\mvn.cmd" set "MVNW_MAVEN=%%~d"
  if exist "%%~d\apache-maven-%MVNW_mavenVersion%\bin\mvn.cmd" set "MVNW_MAVEN=%%~d\apache-maven-%MVNW_mavenVersion%"
)
if exist "%MVNW_MAVEN%\bin\mvn.cmd" goto pinned

rem Called from a newer PowerShell, this one would look for its modules in the wrong place.
set "MVNW_MODULES=%PSModulePath%"
set "PSModulePath="
rem Exit code 1: not to be had. 2: not what it should be, which ends everything.
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference='Stop'; $ProgressPreference='SilentlyContinue';" ^
  "[Net.ServicePointManager]::SecurityProtocol=[Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12;" ^
  "$work=Join-Path $env:MVNW_DISTS ('unpacking.'+[guid]::NewGuid().ToString('N'));" ^
  "New-Item -ItemType Directory -Force $work | Out-Null; $code=0;" ^
  "try { $zip=Join-Path $work 'maven.zip';" ^
  "  try { Invoke-WebRequest -UseBasicParsing -TimeoutSec 10 $env:MVNW_distributionUrl -OutFile $zip } catch { $code=1 };" ^
  "  if ($code -eq 0 -and (Get-FileHash $zip -Algorithm SHA512).Hash -ne $env:MVNW_zipSha512) { $code=2 };" ^
  "  if ($code -eq 0) { Expand-Archive $zip $work;" ^
  "    if (-not (Test-Path $env:MVNW_MAVEN)) { Move-Item (Join-Path $work ('apache-maven-'+$env:MVNW_mavenVersion)) $env:MVNW_MAVEN } }" ^
  "} finally { Remove-Item -Recurse -Force $work }; exit $code"
set "MVNW_CODE=%ERRORLEVEL%"
set "PSModulePath=%MVNW_MODULES%"
if %MVNW_CODE% equ 0 if exist "%MVNW_MAVEN%\bin\mvn.cmd" goto pinned
if %MVNW_CODE% equ 2 (
  echo mvnw: the downloaded Maven %MVNW_mavenVersion% has a wrong SHA-512; it was not used 1>&2
  exit /b 1
)

set "MVNW_FOUND="
for /f "tokens=3" %%v in ('mvn --version 2^>nul ^| findstr /b /c:"Apache Maven"') do set "MVNW_FOUND=%%v"
for /f "tokens=1,2 delims=." %%a in ("%MVNW_FOUND%") do set "MVNW_MAJOR=%%a" & set "MVNW_MINOR=%%b"
if not defined MVNW_FOUND goto missing
if %MVNW_MAJOR% lss 3 goto missing
if %MVNW_MAJOR% equ 3 if %MVNW_MINOR% lss 8 goto missing
echo mvnw: Maven %MVNW_mavenVersion% could not be downloaded, so the installed Maven %MVNW_FOUND% is used 1>&2
call mvn %*
exit /b %ERRORLEVEL%

:missing
echo mvnw: Maven %MVNW_mavenVersion% could not be downloaded, and no mvn of at least 3.8 is installed 1>&2
exit /b 1

:pinned
call "%MVNW_MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
