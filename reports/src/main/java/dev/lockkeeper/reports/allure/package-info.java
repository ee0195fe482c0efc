/** The report as a folder of Allure results. */
@NullMarked
package dev.lockkeeper.reports.allure;

import org.jspecify.annotations.NullMarked;
