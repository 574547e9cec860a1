<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>gw::app::Console</name>
    <message numerus="yes">
        <source>%n request(s) were taken out of the history.</source>
        <translation>
            <numerusform>%n request was taken out of the history.</numerusform>
            <numerusform>%n requests were taken out of the history.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::breakpoints::BreakpointsPage</name>
    <message numerus="yes">
        <source>%n request(s) went by because too many were paused.</source>
        <translation>
            <numerusform>%n request went by because too many were paused.</numerusform>
            <numerusform>%n requests went by because too many were paused.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::compare::CompareView</name>
    <message numerus="yes">
        <source>%n line(s) differ</source>
        <translation>
            <numerusform>%n line differs</numerusform>
            <numerusform>%n lines differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::compare::DiffView</name>
    <message numerus="yes">
        <source>... and %n more; Lines has all</source>
        <translation>
            <numerusform>... and %n more; Lines has all</numerusform>
            <numerusform>... and %n more; Lines has all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::editing::Words</name>
    <message numerus="yes">
        <source>The first of %n server(s) became the target</source>
        <translation>
            <numerusform>The first of %n server became the target</numerusform>
            <numerusform>The first of %n servers became the target</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::form::HookCard</name>
    <message numerus="yes">
        <source>p50 %1   p99 %2   %3 calls</source>
        <comment>the last is a number with its separators</comment>
        <translation>
            <numerusform>p50 %1   p99 %2   %3 call</numerusform>
            <numerusform>p50 %1   p99 %2   %3 calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::libraries::TimeHistogram</name>
    <message numerus="yes">
        <source>%1: %2 of %3 calls</source>
        <comment>numbers with their separators</comment>
        <translation>
            <numerusform>%1: %2 of %3 call</numerusform>
            <numerusform>%1: %2 of %3 calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::panes::TrafficPane</name>
    <message numerus="yes">
        <source>%Ln request(s) are not in this list: more came at once than the engine tells one by one. Metrics count all of them.</source>
        <translation>
            <numerusform>%Ln request is not in this list: more came at once than the engine tells one by one. Metrics count all of them.</numerusform>
            <numerusform>%Ln requests are not in this list: more came at once than the engine tells one by one. Metrics count all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::tester::MissingVariables</name>
    <message numerus="yes">
        <source>Not sent: %n variable(s) without a value.</source>
        <translation>
            <numerusform>Not sent: %n variable without a value.</numerusform>
            <numerusform>Not sent: %n variables without a value.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not sent: %n variable(s) without a value in the environment %1.</source>
        <translation>
            <numerusform>Not sent: %n variable without a value in the environment %1.</numerusform>
            <numerusform>Not sent: %n variables without a value in the environment %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::tester::OutsideChanges</name>
    <message numerus="yes">
        <source>%1 and %n other file(s) have changed on the disk.</source>
        <translation>
            <numerusform>%1 and %n other file have changed on the disk.</numerusform>
            <numerusform>%1 and %n other files have changed on the disk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other library(ies) have changed.</source>
        <translation>
            <numerusform>%1 and %n other library have changed.</numerusform>
            <numerusform>%1 and %n other libraries have changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::tester::RequestPage</name>
    <message numerus="yes">
        <source>%n further request(s) of the command stand behind this one.</source>
        <translation>
            <numerusform>%n further request of the command stands behind this one.</numerusform>
            <numerusform>%n further requests of the command stand behind this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::widgets::BodyView</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on this page</source>
        <translation>
            <numerusform>%n on this page</numerusform>
            <numerusform>%n on this page</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::widgets::FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::widgets::TraceModel</name>
    <message numerus="yes">
        <source>%n header(s) changed</source>
        <translation>
            <numerusform>%n header changed</numerusform>
            <numerusform>%n headers changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::window::Banner</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::window::BreakpointActions</name>
    <message numerus="yes">
        <source>%n requests are paused.</source>
        <translation>
            <numerusform>%n request is paused.</numerusform>
            <numerusform>%n requests are paused.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::window::StatusLine</name>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hook(s) hang</source>
        <translation>
            <numerusform>%n hook hangs</numerusform>
            <numerusform>%n hooks hang</numerusform>
        </translation>
    </message>
</context>
</TS>
