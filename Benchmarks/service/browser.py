"""Uses the console as somebody with a browser does: signs in, trains, goes back to the model before, signs out.

Usage: browser.py SHOP [--bowerbird .build/release/bowerbird] [--screenshots FOLDER]

SHOP is the folder of a trained shop; it is copied. Needs Chromium with its driver (Debian: chromium-driver) and selenium from PyPI.
What only a browser does is looked at: cookies, the origin that it tells of a form, the Content-Security-Policy, pages that
refresh themselves. Exits with 1 at the first thing that is not as it should be.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.common.by import By

WIDTHS = {"phone": 390, "desk": 1200}


def wait(what, holds, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if holds():
                return
        except Exception:  # a page that is just being exchanged
            pass
        time.sleep(0.2)
    raise SystemExit(f"it never came to this: {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shop")
    parser.add_argument("--bowerbird", default=".build/release/bowerbird")
    parser.add_argument("--screenshots", type=pathlib.Path)
    arguments = parser.parse_args()
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    with tempfile.TemporaryDirectory() as name:
        shop = pathlib.Path(name) / "shop"
        shutil.copytree(arguments.shop, shop)
        made = subprocess.run([arguments.bowerbird, "keys", "create", "analyst", "--scope", "admin", "--shop", shop], capture_output=True, check=True, text=True)
        key = json.loads(made.stdout)["key"]
        log = pathlib.Path(name) / "log"
        service = subprocess.Popen([arguments.bowerbird, "serve", "--shop", shop, "--port", "0"], stderr=open(log, "w"), stdout=subprocess.DEVNULL)
        browser = webdriver.Chrome(options=options)
        try:
            wait("the service listens", lambda: "listening on" in log.read_text())
            base = re.search(r"listening on (\S+)", log.read_text())[1]
            walk(browser, base, key, arguments.screenshots)
        finally:
            browser.quit()
            service.terminate()
            service.wait()
    print("the console does what it should")


def walk(browser, base, key, screenshots):
    def title():
        return browser.find_element(By.TAG_NAME, "h1").text

    def press(label):
        next(b for b in browser.find_elements(By.TAG_NAME, "button") if b.text == label).click()

    def state():
        return browser.find_element(By.CSS_SELECTOR, "dd").text

    def sign_in(given):
        browser.find_element(By.ID, "key").send_keys(given)
        press("Sign in")

    browser.get(base + "/console/jobs")
    wait("a key is asked for", lambda: title() == "Sign in")
    sign_in("bb_wrong")
    wait("a wrong key is refused", lambda: "not known" in browser.find_element(By.TAG_NAME, "main").text)
    browser.get(base + "/console/jobs")
    sign_in(key)
    wait("the page that was asked for", lambda: title() == "Jobs")
    cookie = browser.get_cookie("bowerbird_session")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax", cookie
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
        for page in ("", "console/models", "console/evaluation", "console/jobs", "console/settings", "console/segments", "console/imports"):
            for width, pixels in WIDTHS.items():
                browser.set_window_size(pixels, 1000)
                browser.get(f"{base}/{page}")
                browser.save_screenshot(screenshots / f"{page.rsplit('/', 1)[-1] or 'overview'}-{width}.png")
        browser.get(base + "/console/jobs")
    press("Train now")
    wait("the training runs", lambda: state() == "running")
    wait("the page refreshes itself until it is done", lambda: state() == "done", seconds=900)
    browser.get(base + "/console/models")
    version = browser.find_element(By.XPATH, "//tr[.//button[text()='Use']]/td[1]").text
    press("Use")
    wait("the model before is current", lambda: browser.find_element(By.XPATH, f"//tr[td[1]='{version}']/td[2]").text == "current")
    refused = [entry for entry in browser.get_log("browser") if "Content Security Policy" in entry["message"]]
    assert not refused, refused
    press("Sign out")
    wait("signed out", lambda: title() == "Sign in" and browser.get_cookie("bowerbird_session") is None)


if __name__ == "__main__":
    main()
