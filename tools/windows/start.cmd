@echo off
chcp 65001 >nul
title 一团一品评审工具
cd /d "%~dp0"
if not exist "kit\start.py" (
  echo 请先把压缩包全部解压，再双击解压出来的「开始」。
  goto end
)
:find
for %%v in (@VERSIONS@) do (
  py -%%v -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul
  if not errorlevel 1 (
    py -%%v "kit\start.py"
    goto end
  )
)
rem A Python that was installed a moment ago is not yet on the path of this window.
for %%v in (@FOLDERS@) do (
  if exist "%LOCALAPPDATA%\Programs\Python\Python%%v\python.exe" (
    "%LOCALAPPDATA%\Programs\Python\Python%%v\python.exe" "kit\start.py"
    goto end
  )
)
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
  python "kit\start.py"
  goto end
)
if defined tried goto none
set tried=1
for %%f in (python-3*-amd64.exe) do (
  echo 正在安装 Python，请稍候……
  "%%f" /passive InstallAllUsers=0 PrependPath=1 Include_launcher=1
  goto find
)
:none
echo 这台电脑上没有可用的 Python。请按「使用说明」第一步安装 64 位的 Python @NEWEST@，再双击「开始」。
:end
echo.
pause
