<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ClientWords</name>
    <message>
        <source>The engine does not answer</source>
        <translation>Die Engine antwortet nicht</translation>
    </message>
    <message>
        <source>An engine without TLS wants http:// in place of https://</source>
        <translation>Eine Engine ohne TLS will http:// statt https://</translation>
    </message>
    <message>
        <source>Renew the engine&apos;s certificate</source>
        <translation>Erneuern Sie das Zertifikat der Engine</translation>
    </message>
    <message>
        <source>Add the certificate&apos;s authority to those that this machine trusts</source>
        <translation>Nehmen Sie die Zertifizierungsstelle zu denen auf, denen dieser Rechner vertraut</translation>
    </message>
    <message>
        <source>The engine&apos;s answer broke off: %1</source>
        <translation>Die Antwort der Engine brach ab: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>Is it running?</source>
        <translation>Läuft sie?</translation>
    </message>
    <message>
        <source>nothing listens there</source>
        <translation>dort lauscht nichts</translation>
    </message>
    <message>
        <source>Is it running? Does the port match? control_api_port gives the control API one of its own</source>
        <translation>Läuft sie? Stimmt der Port? Mit control_api_port hat die Steuer-API einen eigenen</translation>
    </message>
    <message>
        <source>nobody knows this name</source>
        <translation>niemand kennt diesen Namen</translation>
    </message>
    <message>
        <source>Correct the name, or write the machine&apos;s IP address</source>
        <translation>Berichtigen Sie den Namen, oder schreiben Sie die IP-Adresse des Rechners</translation>
    </message>
    <message>
        <source>what is there speaks no HTTP</source>
        <translation>was dort ist, spricht kein HTTP</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>Is there an engine at this port?</source>
        <translation>Ist an diesem Port eine Engine?</translation>
    </message>
    <message>
        <source>Is there an engine at this port? One with TLS wants https://</source>
        <translation>Ist an diesem Port eine Engine? Eine mit TLS will https://</translation>
    </message>
    <message>
        <source>it takes too long</source>
        <translation>es dauert zu lange</translation>
    </message>
    <message>
        <source>Does the address match, does a firewall keep packets?</source>
        <translation>Stimmt die Adresse, hält eine Firewall Pakete zurück?</translation>
    </message>
    <message>
        <source>The engine answered %1</source>
        <translation>Die Engine antwortete mit %1</translation>
    </message>
    <message>
        <source>The engine does not take the secret</source>
        <translation>Die Engine nimmt das Geheimnis nicht an</translation>
    </message>
    <message>
        <source>Connect again with the engine&apos;s secret</source>
        <translation>Verbinden Sie sich neu, mit dem Geheimnis der Engine</translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile: look at the difference, then save again</source>
        <translation>Inzwischen hat es jemand anders geändert: sehen Sie sich den Unterschied an und speichern Sie dann noch einmal</translation>
    </message>
    <message>
        <source>Too many attempts with a wrong secret</source>
        <translation>Zu viele Versuche mit falschem Geheimnis</translation>
    </message>
    <message>
        <source>Wait a minute, then connect again</source>
        <translation>Warten Sie eine Minute und verbinden Sie sich dann neu</translation>
    </message>
    <message>
        <source>The engine says nothing any more</source>
        <translation>Die Engine sagt nichts mehr</translation>
    </message>
    <message>
        <source>A plugin may hold it up: see its log. Another worker is asked</source>
        <translation>Vielleicht hält ein Plugin sie auf: siehe ihr Log. Ein anderer Worker wird gefragt</translation>
    </message>
    <message>
        <source>The event stream ended</source>
        <translation>Der Ereignisstrom ist zu Ende</translation>
    </message>
    <message>
        <source>The engine&apos;s answer is not a JSON object: %1</source>
        <translation>Die Antwort der Engine ist kein JSON-Objekt: %1</translation>
    </message>
    <message>
        <source>Is there something else than a Gatewright engine at this address?</source>
        <translation>Ist an dieser Adresse etwas anderes als eine Gatewright-Engine?</translation>
    </message>
    <message>
        <source>Is this machine&apos;s clock right?</source>
        <translation>Geht die Uhr dieses Rechners richtig?</translation>
    </message>
    <message>
        <source>Use the name that the engine&apos;s certificate is for</source>
        <translation>Verwenden Sie den Namen, für den das Zertifikat der Engine gilt</translation>
    </message>
</context>
<context>
    <name>EmbeddedEngine</name>
    <message>
        <source>Port %1 is taken by another program, so this engine is on port %2.</source>
        <translation>Port %1 gehört einem anderen Programm, daher läuft diese Engine auf Port %2.</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>This is not a number with a unit that fits</source>
        <translation>Das ist keine Zahl mit passender Einheit</translation>
    </message>
    <message>
        <source>Write it like %1</source>
        <translation>Schreiben Sie es wie %1</translation>
    </message>
    <message>
        <source>There is no field of this name</source>
        <translation>Ein Feld dieses Namens gibt es nicht</translation>
    </message>
    <message>
        <source>Use status, dur, gateway, upstream, size, in, steps, api, method, path, key, client, plugin, step, error or id</source>
        <translation>Es gibt status, dur, gateway, upstream, size, in, steps, api, method, path, key, client, plugin, step, error und id</translation>
    </message>
    <message>
        <source>This comparison does not fit here</source>
        <translation>Dieser Vergleich passt hier nicht</translation>
    </message>
    <message>
        <source>Use = != &lt; &lt;= &gt; or &gt;=</source>
        <translation>Es gibt = != &lt; &lt;= &gt; und &gt;=</translation>
    </message>
    <message>
        <source>Use : for text</source>
        <translation>Für Text nehmen Sie :</translation>
    </message>
</context>
<context>
    <name>HarText</name>
    <message>
        <source>Only the first %1 bytes were recorded</source>
        <translation>Nur die ersten %1 Bytes wurden aufgezeichnet</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 bytes were recorded</source>
        <translation>Nur die ersten %1 von %2 Bytes wurden aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>%1 It was set aside as %2, and a new history begins.</source>
        <translation>%1 Sie wurde als %2 beiseitegelegt, und ein neuer Verlauf beginnt.</translation>
    </message>
    <message>
        <source>The history cannot be opened: %1</source>
        <translation>Der Verlauf lässt sich nicht öffnen: %1</translation>
    </message>
    <message>
        <source>The history is damaged.</source>
        <translation>Die Datei des Verlaufs ist beschädigt.</translation>
    </message>
    <message>
        <source>The history was written by a newer version.</source>
        <translation>Die Datei des Verlaufs stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>The history cannot be used: %1</source>
        <translation>Der Verlauf lässt sich nicht benutzen: %1</translation>
    </message>
    <message>
        <source>The history cannot be changed: %1</source>
        <translation>Der Verlauf lässt sich nicht ändern: %1</translation>
    </message>
    <message>
        <source>This request is not in the history any more</source>
        <translation>Diese Anfrage steht nicht mehr im Verlauf</translation>
    </message>
</context>
<context>
    <name>KeychainWords</name>
    <message>
        <source>The keychain was not unlocked</source>
        <translation>Der Schlüsselbund wurde nicht entsperrt</translation>
    </message>
    <message>
        <source>The keychain refuses access</source>
        <translation>Der Schlüsselbund verweigert den Zugriff</translation>
    </message>
    <message>
        <source>This desktop has no keychain (Secret Service or KWallet)</source>
        <translation>Diese Arbeitsfläche hat keinen Schlüsselbund (Secret Service oder KWallet)</translation>
    </message>
    <message>
        <source>The keychain does not answer: %1</source>
        <translation>Der Schlüsselbund antwortet nicht: %1</translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>The first line is no status</source>
        <translation>Die erste Zeile ist kein Status</translation>
    </message>
    <message>
        <source>Write it as HTTP 200</source>
        <translation>Schreiben Sie sie als HTTP 200</translation>
    </message>
    <message>
        <source>The first line is no request line</source>
        <translation>Die erste Zeile ist keine Anfragezeile</translation>
    </message>
    <message>
        <source>Write it as GET /path?query</source>
        <translation>Schreiben Sie sie als GET /pfad?abfrage</translation>
    </message>
    <message>
        <source>Line %1 is no header: %2</source>
        <translation>Zeile %1 ist kein Header: %2</translation>
    </message>
    <message>
        <source>Write it as Name: value. A body stands below an empty line</source>
        <translation>Schreiben Sie sie als Name: Wert. Ein Body steht unter einer leeren Zeile</translation>
    </message>
    <message>
        <source>The body of this message is not here</source>
        <translation>Der Body dieser Nachricht ist nicht hier</translation>
    </message>
    <message>
        <source>Leave nothing below the empty line</source>
        <translation>Lassen Sie unter der leeren Zeile nichts stehen</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Build the library again. Until then the one before serves.</source>
        <translation>Die Bibliothek neu bauen. Bis dahin bedient die vorige.</translation>
    </message>
    <message>
        <source>Build the library again, then reload. Until then %1 answers 500.</source>
        <translation>Die Bibliothek neu bauen, dann neu laden. Bis dahin antwortet %1 mit 500.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 has not returned since %2</source>
        <translation>%1 ist seit %2 nicht zurückgekehrt</translation>
    </message>
    <message>
        <source>%1 has not returned since %2, in a request to %3</source>
        <translation>%1 ist seit %2 nicht zurückgekehrt, in einer Anfrage an %3</translation>
    </message>
    <message>
        <source>It holds a thread for blocking hooks. Mend the plugin, then restart the engine: nothing else ends it.</source>
        <translation>Er hält einen Thread für blockierende Hooks fest. Reparieren Sie das Plugin und starten Sie dann die Engine neu: Nichts anderes beendet ihn.</translation>
    </message>
    <message>
        <source>Its worker is stuck, others have taken over. Mend the plugin, then restart the engine: nothing else ends it.</source>
        <translation>Sein Worker hängt fest, andere haben übernommen. Reparieren Sie das Plugin und starten Sie dann die Engine neu: Nichts anderes beendet ihn.</translation>
    </message>
    <message>
        <source>All workers are stuck: requests that need a plugin are answered 503. Mend the plugin, then restart the engine: nothing else ends it.</source>
        <translation>Alle Worker hängen fest: Anfragen, die ein Plugin brauchen, werden mit 503 beantwortet. Reparieren Sie das Plugin und starten Sie dann die Engine neu: Nichts anderes beendet ihn.</translation>
    </message>
</context>
<context>
    <name>RecordText</name>
    <message>
        <source>%1 added: %2</source>
        <translation>%1 hinzugefügt: %2</translation>
    </message>
    <message>
        <source>%1 removed: %2</source>
        <translation>%1 entfernt: %2</translation>
    </message>
    <message>
        <source>%1 changed: %2 -&gt; %3</source>
        <translation>%1 geändert: %2 -&gt; %3</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>(not traced)</source>
        <translation>(nicht verfolgt)</translation>
    </message>
    <message>
        <source>(headers and body were not recorded)</source>
        <translation>(Header und Body wurden nicht aufgezeichnet)</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Path of the API</source>
        <translation>Pfad der API</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>User-Agent</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>SpillWords</name>
    <message>
        <source>The older lines cannot be read</source>
        <translation>Die älteren Zeilen lassen sich nicht lesen</translation>
    </message>
</context>
<context>
    <name>TestRun</name>
    <message>
        <source>Facts about the gateway are not checked: %1</source>
        <translation>Angaben über das Gateway werden nicht geprüft: %1</translation>
    </message>
</context>
<context>
    <name>gw::app::Console</name>
    <message>
        <source>&amp;Run all requests</source>
        <translation>Alle Anfragen &amp;ausführen</translation>
    </message>
    <message>
        <source>&amp;Run and check</source>
        <translation>&amp;Ausführen und prüfen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were taken out of the history.</source>
        <translation>
            <numerusform>%n Anfrage wurde aus dem Verlauf genommen.</numerusform>
            <numerusform>%n Anfragen wurden aus dem Verlauf genommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>To report it, tell what you did before.</source>
        <translation>Um es zu melden, beschreiben Sie, was Sie davor getan haben.</translation>
    </message>
    <message>
        <source>To report it, tell what you did before and add %1.</source>
        <translation>Um es zu melden, beschreiben Sie, was Sie davor getan haben, und legen Sie %1 bei.</translation>
    </message>
    <message>
        <source>The console crashed the last time: %1. %2</source>
        <translation>Die Konsole ist beim letzten Mal abgestürzt: %1. %2</translation>
    </message>
    <message>
        <source>What was open is here again.</source>
        <translation>Was offen war, ist wieder da.</translation>
    </message>
    <message>
        <source>That is a hook of a plugin: mend it, or take it out of its APIs.</source>
        <translation>Das ist ein Hook eines Plugins: Bringen Sie ihn in Ordnung, oder nehmen Sie ihn aus seinen APIs.</translation>
    </message>
    <message>
        <source>Another console is open (process %1, since %2)</source>
        <translation>Eine andere Konsole ist offen (Prozess %1, seit %2)</translation>
    </message>
    <message>
        <source>%1 and works on the same: what one of them saves, the other one shows. Tabs and drafts are each one&apos;s own.</source>
        <translation>%1 und arbeitet an demselben: was eine von beiden speichert, zeigt auch die andere. Tabs und Entwürfe hat jede für sich.</translation>
    </message>
    <message>
        <source>%1. This one has tabs and drafts of its own.</source>
        <translation>%1. Diese hier hat eigene Tabs und Entwürfe.</translation>
    </message>
</context>
<context>
    <name>gw::app::EmbeddedEngine</name>
    <message>
        <source>Waiting for the engine before to end what it has under way ...</source>
        <translation>Die vorige Engine beendet noch, was sie begonnen hat ...</translation>
    </message>
</context>
<context>
    <name>gw::app::Tour</name>
    <message>
        <source>Send the request</source>
        <translation>Die Anfrage senden</translation>
    </message>
    <message>
        <source>Open the request</source>
        <translation>Anfrage öffnen</translation>
    </message>
    <message>
        <source>Switch the plugin off</source>
        <translation>Das Plugin abschalten</translation>
    </message>
    <message>
        <source>Open the pipeline</source>
        <translation>Pipeline öffnen</translation>
    </message>
    <message>
        <source>See a request stopped</source>
        <translation>Sehen, wie eine Anfrage abgewiesen wird</translation>
    </message>
    <message>
        <source>An auth_check plugin lets only the key abc pass; with another one the trace ends at it, with 403.</source>
        <translation>Ein auth_check-Plugin lässt nur den Schlüssel abc durch; mit einem anderen endet der Ablauf dort, mit 403.</translation>
    </message>
    <message>
        <source>Watch it live</source>
        <translation>Live zusehen</translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation>Die Antworten vergleichen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>500 requests move the charts of Metrics, and each is in Traffic. Now make something of your own.</source>
        <translation>500 Anfragen bewegen die Diagramme der Metriken, und jede steht im Verkehr. Jetzt etwas Eigenes machen.</translation>
    </message>
    <message>
        <source>Repeat 500 times</source>
        <translation>500-mal wiederholen</translation>
    </message>
    <message>
        <source>New API</source>
        <translation>Neue API</translation>
    </message>
    <message>
        <source>New plugin</source>
        <translation>Neues Plugin</translation>
    </message>
    <message>
        <source>%1 sends it through the gateway to the echo upstream. The trace has a row for every step; the answer marks the header Foo, which the plugin AddFooBarHeader added.</source>
        <translation>%1 sendet sie durch das Gateway an den Echo-Upstream. Der Ablauf hat für jeden Schritt eine Zeile; die Antwort markiert den Header Foo, den das Plugin AddFooBarHeader hinzufügte.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Untick AddFooBarHeader, apply with %1, send the request again: Foo is gone.</source>
        <translation>Das Häkchen bei AddFooBarHeader entfernen, mit %1 anwenden, die Anfrage noch einmal senden: Foo ist weg.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>The answer before has the line Foo, this one has not; Date and Content-Length differ with it. Then tick AddFooBarHeader again, and apply.</source>
        <translation>Die Antwort davor hat die Zeile Foo, diese nicht; Date und Content-Length weichen damit auch ab. Danach das Häkchen bei AddFooBarHeader wieder setzen und anwenden.</translation>
    </message>
</context>
<context>
    <name>gw::breakpoints::BreakpointTable</name>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Where requests stop</source>
        <translation>Wo Anfragen anhalten</translation>
    </message>
    <message>
        <source>Go &amp;on after</source>
        <translation>&amp;Weiter nach</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds after which a paused request goes on by itself</source>
        <translation>Sekunden, nach denen eine angehaltene Anfrage von selbst weitergeht</translation>
    </message>
    <message>
        <source>Add a breakpoint</source>
        <translation>Einen Haltepunkt hinzufügen</translation>
    </message>
    <message>
        <source>Remove the selected breakpoints</source>
        <translation>Die gewählten Haltepunkte entfernen</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>No breakpoint yet. A breakpoint stops requests at a step, so that you can look at them, edit them, let them go on or answer them.</source>
        <translation>Noch kein Haltepunkt. Ein Haltepunkt hält Anfragen an einem Schritt an, damit Sie sie ansehen, ändern, weiterlaufen lassen oder beantworten können.</translation>
    </message>
</context>
<context>
    <name>gw::breakpoints::BreakpointsPage</name>
    <message>
        <source>&amp;Stop requests</source>
        <translation>Anfragen &amp;anhalten</translation>
    </message>
    <message>
        <source>Continue &amp;all</source>
        <translation>Alle &amp;weiter</translation>
    </message>
    <message>
        <source>Continue as the text says</source>
        <translation>Weiter, wie der Text es sagt</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>All breakpoints on or off; switching them off lets all go on</source>
        <translation>Alle Haltepunkte an oder aus; ausgeschaltet geht alles weiter</translation>
    </message>
    <message>
        <source>Paused requests</source>
        <translation>Angehaltene Anfragen</translation>
    </message>
    <message>
        <source>Let all paused requests go on as they are</source>
        <translation>Alle angehaltenen Anfragen weiterlaufen lassen, wie sie sind</translation>
    </message>
    <message>
        <source>No request is paused.</source>
        <translation>Keine Anfrage ist angehalten.</translation>
    </message>
    <message>
        <source>They are off: no request stops.</source>
        <translation>Sie sind aus: keine Anfrage hält an.</translation>
    </message>
    <message>
        <source>Requests that come by a breakpoint stop there.</source>
        <translation>Anfragen, die an einem Haltepunkt vorbeikommen, halten dort an.</translation>
    </message>
    <message>
        <source>The engine has not been told yet.</source>
        <translation>Die Engine weiß noch nichts davon.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) went by because too many were paused.</source>
        <translation>
            <numerusform>%n Anfrage lief vorbei, weil zu viele angehalten waren.</numerusform>
            <numerusform>%n Anfragen liefen vorbei, weil zu viele angehalten waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the selected breakpoints</source>
        <translation>Die gewählten Haltepunkte entfernen</translation>
    </message>
</context>
<context>
    <name>gw::breakpoints::PausedEditor</name>
    <message>
        <source>It went on by itself, as it was: the time was up.</source>
        <translation>Sie ging von selbst weiter, wie sie war: die Zeit war um.</translation>
    </message>
    <message>
        <source>The client has gone: the request has ended.</source>
        <translation>Der Client ist fort: die Anfrage ist zu Ende.</translation>
    </message>
    <message>
        <source>The engine is no longer heard: it lets its requests go on.</source>
        <translation>Die Engine ist nicht mehr zu hören: Sie lässt ihre Anfragen weiterlaufen.</translation>
    </message>
    <message>
        <source>It went on, as it was.</source>
        <translation>Sie ging weiter, wie sie war.</translation>
    </message>
    <message>
        <source>The body is too long to be held, or its length is not known: it goes through as it comes.</source>
        <translation>Der Body ist zu lang, um gehalten zu werden, oder seine Länge ist nicht bekannt: er geht durch, wie er kommt.</translation>
    </message>
    <message>
        <source>The body is no text: it goes on as it is.</source>
        <translation>Der Body ist kein Text: er geht weiter, wie er ist.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>The client gets this answer; nothing further runs.</source>
        <translation>Der Client bekommt diese Antwort; weiter läuft nichts.</translation>
    </message>
    <message>
        <source>%1 What you wrote is still here, to be copied.</source>
        <translation>%1 Was Sie geschrieben haben, steht noch hier, zum Kopieren.</translation>
    </message>
    <message>
        <source>Answer to %1</source>
        <translation>Antwort auf %1</translation>
    </message>
    <message>
        <source>%1 (%2), %3</source>
        <translation>%1 (%2), %3</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on as the request is, without what was typed</source>
        <translation>Weiter, wie die Anfrage ist, ohne das Getippte</translation>
    </message>
    <message>
        <source>Send this answer</source>
        <translation>Diese Antwort senden</translation>
    </message>
    <message>
        <source>Continue with changes</source>
        <translation>Weiter mit Änderungen</translation>
    </message>
    <message>
        <source>Back to the request</source>
        <translation>Zurück zur Anfrage</translation>
    </message>
    <message>
        <source>Answer with...</source>
        <translation>Antworten mit...</translation>
    </message>
    <message>
        <source>Write the answer that the client gets, in place of the gateway</source>
        <translation>Die Antwort schreiben, die der Client bekommt, anstelle des Gateways</translation>
    </message>
    <message>
        <source>The body is long: it is being fetched ...</source>
        <translation>Der Body ist lang: er wird geholt ...</translation>
    </message>
    <message>
        <source>The body was not fetched, and goes on as it is: %1</source>
        <translation>Der Body wurde nicht geholt und geht weiter, wie er ist: %1</translation>
    </message>
</context>
<context>
    <name>gw::compare::ComparePage</name>
    <message>
        <source>Only the beginning of a large body is kept.</source>
        <translation>Von einem großen Body bleibt nur der Anfang.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>These answers are in the history of %1. Open that first.</source>
        <translation>Diese Antworten sind im Verlauf von %1. Öffnen Sie diesen Arbeitsordner zuerst.</translation>
    </message>
    <message>
        <source>%1 #%2 vs #%3</source>
        <translation>%1 Nr. %2 / Nr. %3</translation>
    </message>
    <message>
        <source>%1 vs %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>gw::compare::CompareView</name>
    <message>
        <source>Reading...</source>
        <translation>Wird gelesen...</translation>
    </message>
    <message>
        <source>Comparing ...</source>
        <translation>Wird verglichen ...</translation>
    </message>
    <message>
        <source>The two are too large to be compared.</source>
        <translation>Die beiden sind zu groß, um verglichen zu werden.</translation>
    </message>
    <message>
        <source>The two are equal.</source>
        <translation>Die beiden sind gleich.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) differ</source>
        <translation>
            <numerusform>%n Zeile weicht ab</numerusform>
            <numerusform>%n Zeilen weichen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Noch einmal vergleichen</translation>
    </message>
    <message>
        <source>Not compared: it was cancelled.</source>
        <translation>Nicht verglichen: Es wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>gw::compare::DiffView</name>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>Felder, die abweichen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Lines that differ</source>
        <translation>Zeilen, die abweichen</translation>
    </message>
    <message>
        <source>Fields (%1)</source>
        <translation>Felder (%1)</translation>
    </message>
    <message>
        <source>The text is no JSON, so only lines can be compared</source>
        <translation>Der Text ist kein JSON, darum lassen sich nur Zeilen vergleichen</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Only layout or order differs, not the meaning</source>
        <translation>Nur Anordnung oder Reihenfolge weichen ab, nicht der Inhalt</translation>
    </message>
    <message>
        <source>Comparing ...</source>
        <translation>Wird verglichen ...</translation>
    </message>
    <message numerus="yes">
        <source>... and %n more; Lines has all</source>
        <translation>
            <numerusform>... und %n weiteres; Zeilen zeigt alle</numerusform>
            <numerusform>... und %n weitere; Zeilen zeigt alle</numerusform>
        </translation>
    </message>
    <message>
        <source>Not compared: it was cancelled</source>
        <translation>Nicht verglichen: Es wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>gw::compare::RecordComparePage</name>
    <message>
        <source>The list of traffic does not hold these requests.</source>
        <translation>Diese Anfragen sind nicht in der Liste des Verkehrs.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>%1 vs %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>gw::compare::TextDiffModel</name>
    <message>
        <source>removed: %1</source>
        <translation>entfernt: %1</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>hinzugefügt: %1</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>gw::definition</name>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>in this tab</source>
        <translation>in diesem Tab</translation>
    </message>
</context>
<context>
    <name>gw::definition::ApiActions</name>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>&amp;New API...</source>
        <translation>&amp;Neue API...</translation>
    </message>
    <message>
        <source>&amp;Rename API</source>
        <translation>API &amp;umbenennen</translation>
    </message>
    <message>
        <source>De&amp;lete API</source>
        <translation>API &amp;löschen</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>Renamed to %1</source>
        <translation>In %1 umbenannt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 is back</source>
        <translation>%1 ist wieder da</translation>
    </message>
    <message>
        <source>%1 is deleted. A copy is kept: %2</source>
        <translation>%1 ist gelöscht. Eine Kopie liegt in %2</translation>
    </message>
    <message>
        <source>New re&amp;quest to this API</source>
        <translation>Neue An&amp;frage an diese API</translation>
    </message>
    <message>
        <source>There is no engine</source>
        <translation>Es ist keine Engine da</translation>
    </message>
    <message>
        <source>Connect to one first</source>
        <translation>Erst mit einer verbinden</translation>
    </message>
    <message>
        <source>The engine was changed meanwhile</source>
        <translation>Die Engine wurde inzwischen gewechselt</translation>
    </message>
    <message>
        <source>%1 is called %2 now</source>
        <translation>%1 heißt jetzt %2</translation>
    </message>
    <message>
        <source>%1 was deleted from another engine</source>
        <translation>%1 wurde von einer anderen Engine gelöscht</translation>
    </message>
    <message>
        <source>Connect to that one first</source>
        <translation>Erst mit dieser verbinden</translation>
    </message>
    <message>
        <source>Try it again</source>
        <translation>Versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>&amp;Duplicate the chosen API</source>
        <translation>Die gewählte API &amp;verdoppeln</translation>
    </message>
</context>
<context>
    <name>gw::definition::DefinitionFileWords</name>
    <message>
        <source>Another file has this API id</source>
        <translation>Eine andere Datei hat diese API-ID</translation>
    </message>
    <message>
        <source>Choose another api_id</source>
        <translation>Wählen Sie eine andere api_id</translation>
    </message>
</context>
<context>
    <name>gw::definition::DefinitionSource</name>
    <message>
        <source>There is no engine</source>
        <translation>Es ist keine Engine da</translation>
    </message>
    <message>
        <source>Open a workspace or connect to an engine</source>
        <translation>Öffnen Sie einen Arbeitsordner, oder verbinden Sie sich mit einer Engine</translation>
    </message>
    <message>
        <source>This definition is of another workspace or engine</source>
        <translation>Diese Definition ist aus einem anderen Arbeitsordner oder von einer anderen Engine</translation>
    </message>
    <message>
        <source>Open that one to apply it</source>
        <translation>Öffnen Sie ihn oder verbinden Sie sich mit ihr, um die Definition anzuwenden</translation>
    </message>
    <message>
        <source>It is not known what the engine has of this</source>
        <translation>Es ist nicht bekannt, was die Engine davon hat</translation>
    </message>
    <message>
        <source>Wait until it is loaded</source>
        <translation>Warten Sie, bis sie geladen ist</translation>
    </message>
    <message>
        <source>This file has no API id that its text could be had by</source>
        <translation>Diese Datei hat keine API-ID, unter der ihr Text zu bekommen wäre</translation>
    </message>
    <message>
        <source>Mend it where the engine runs</source>
        <translation>Berichtigen Sie sie dort, wo die Engine läuft</translation>
    </message>
    <message>
        <source>Start it from the menu Gateway</source>
        <translation>Starten Sie sie im Menü Gateway</translation>
    </message>
</context>
<context>
    <name>gw::definition::FieldHelpView</name>
    <message>
        <source>Help for the field</source>
        <translation>Hilfe zum Feld</translation>
    </message>
    <message>
        <source>Put the caret on a field to read about it.</source>
        <translation>Die Schreibmarke auf ein Feld setzen, um darüber zu lesen.</translation>
    </message>
    <message>
        <source>This field is not described.</source>
        <translation>Dieses Feld ist nicht beschrieben.</translation>
    </message>
    <message>
        <source>Values: %1</source>
        <translation>Werte: %1</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
</context>
<context>
    <name>gw::definition::HistoryPanel</name>
    <message>
        <source>No version has been applied yet. Apply one to begin the history.</source>
        <translation>Noch wurde keine Version angewendet. Mit der ersten beginnt der Verlauf.</translation>
    </message>
    <message>
        <source>Roll back to this version</source>
        <translation>Zu dieser Version zurück</translation>
    </message>
    <message>
        <source>Applied versions</source>
        <translation>Angewendete Versionen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1   generation %2</source>
        <translation>%1   Generation %2</translation>
    </message>
</context>
<context>
    <name>gw::definition::NewApiPage</name>
    <message>
        <source>New API</source>
        <translation>Neue API</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>API &amp;id</source>
        <translation>API-&amp;ID</translation>
    </message>
    <message>
        <source>&amp;Listen path</source>
        <translation>&amp;Pfad am Gateway</translation>
    </message>
    <message>
        <source>Create draft</source>
        <translation>Entwurf anlegen</translation>
    </message>
    <message>
        <source>Opens it in the editor. It is served when you apply it there.</source>
        <translation>Öffnet ihn im Editor. Bedient wird er, wenn er dort angewendet wird.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>OpenAPI file</source>
        <translation>OpenAPI-Datei</translation>
    </message>
    <message>
        <source>curl command</source>
        <translation>curl-Befehl</translation>
    </message>
    <message>
        <source>What the API is made from</source>
        <translation>Woraus die API entsteht</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>Ta&amp;rget URL</source>
        <translation>&amp;Ziel-URL</translation>
    </message>
    <message>
        <source>The echo of this engine, %1</source>
        <translation>Das Echo dieser Engine, %1</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>&amp;Durchsuchen...</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>C&amp;ommand</source>
        <translation>B&amp;efehl</translation>
    </message>
    <message>
        <source>The definition</source>
        <translation>Die Definition</translation>
    </message>
    <message>
        <source>The definition that will be made</source>
        <translation>Die Definition, die entsteht</translation>
    </message>
    <message>
        <source>OpenAPI 3, YAML or JSON</source>
        <translation>OpenAPI 3, YAML oder JSON</translation>
    </message>
    <message>
        <source>OpenAPI (*.yaml *.yml *.json);;All files (*)</source>
        <translation>OpenAPI (*.yaml *.yml *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading the source</source>
        <translation>Die Quelle wird gelesen</translation>
    </message>
    <message>
        <source>Cancelled. Create draft reads it again.</source>
        <translation>Abgebrochen. „Entwurf anlegen“ liest sie noch einmal.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>Noch nicht: %1</translation>
    </message>
</context>
<context>
    <name>gw::definition::ReloadPage</name>
    <message>
        <source>Files of the last reload</source>
        <translation>Dateien beim letzten Neuladen</translation>
    </message>
    <message>
        <source>No engine has loaded files yet.</source>
        <translation>Noch hat keine Engine Dateien geladen.</translation>
    </message>
    <message>
        <source>Last reload</source>
        <translation>Letztes Neuladen</translation>
    </message>
</context>
<context>
    <name>gw::definition::SettingsFilePage</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Find...</source>
        <translation>&amp;Suchen...</translation>
    </message>
    <message>
        <source>&amp;Complete</source>
        <translation>Ver&amp;vollständigen</translation>
    </message>
    <message>
        <source>&amp;Quick Fix...</source>
        <translation>&amp;Korrektur...</translation>
    </message>
    <message>
        <source>&amp;Next Problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom O&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Reset &amp;Zoom</source>
        <translation>Normale &amp;Größe</translation>
    </message>
    <message>
        <source>Not saved yet: %1, of another workspace</source>
        <translation>Noch nicht gespeichert: %1, aus einem anderen Arbeitsordner</translation>
    </message>
    <message>
        <source>An attached engine&apos;s settings are on its own machine.</source>
        <translation>Die Einstellungen einer verbundenen Engine liegen auf deren Rechner.</translation>
    </message>
    <message>
        <source>No workspace is open.</source>
        <translation>Kein Arbeitsordner ist offen.</translation>
    </message>
    <message>
        <source>There is no such file yet: the engine runs with its defaults.</source>
        <translation>Die Datei gibt es noch nicht: Die Engine läuft mit ihren Vorgaben.</translation>
    </message>
    <message>
        <source>Saved. The engine runs with these settings.</source>
        <translation>Gespeichert. Die Engine läuft mit diesen Einstellungen.</translation>
    </message>
    <message>
        <source>Saved. Holds when the engine is restarted: %1</source>
        <translation>Gespeichert. Gilt nach einem Neustart der Engine: %1</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Gateway settings</source>
        <translation>Gateway-Einstellungen</translation>
    </message>
    <message>
        <source>Save the file; the engine reads it when it starts</source>
        <translation>Die Datei speichern; die Engine liest sie beim Start</translation>
    </message>
    <message>
        <source>Saved. The engine reads it when it starts.</source>
        <translation>Gespeichert. Die Engine liest die Datei beim Start.</translation>
    </message>
    <message>
        <source>Text of gatewright.conf</source>
        <translation>Text der gatewright.conf</translation>
    </message>
</context>
<context>
    <name>gw::definition::SpecPage</name>
    <message>
        <source>Applying ...</source>
        <translation>Wird angewendet ...</translation>
    </message>
    <message>
        <source>saved, not served</source>
        <translation>gespeichert, nicht bedient</translation>
    </message>
    <message>
        <source>The file is saved. The version before goes on serving: %1</source>
        <translation>Die Datei ist gespeichert. Die vorige Version bedient weiter: %1</translation>
    </message>
    <message>
        <source>Show problem</source>
        <translation>Problem zeigen</translation>
    </message>
    <message>
        <source>loaded again, the file has changed</source>
        <translation>neu geladen, die Datei hat sich geändert</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>What was applied last</source>
        <translation>Was zuletzt angewendet wurde</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>What differs from what is served</source>
        <translation>Was von dem abweicht, was bedient wird</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Show &amp;Changes</source>
        <translation>Änderungen &amp;zeigen</translation>
    </message>
    <message>
        <source>Show &amp;History</source>
        <translation>&amp;Verlauf zeigen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Find...</source>
        <translation>&amp;Suchen...</translation>
    </message>
    <message>
        <source>&amp;Replace...</source>
        <translation>&amp;Ersetzen...</translation>
    </message>
    <message>
        <source>&amp;Complete</source>
        <translation>Ver&amp;vollständigen</translation>
    </message>
    <message>
        <source>&amp;Quick Fix...</source>
        <translation>&amp;Korrektur...</translation>
    </message>
    <message>
        <source>&amp;Next Problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>&amp;Previous Problem</source>
        <translation>V&amp;origes Problem</translation>
    </message>
    <message>
        <source>&amp;Go to Pointer...</source>
        <translation>Zu Zeiger &amp;gehen...</translation>
    </message>
    <message>
        <source>Select Next &amp;Occurrence</source>
        <translation>Nächstes &amp;Vorkommen auswählen</translation>
    </message>
    <message>
        <source>Pretty Pr&amp;int</source>
        <translation>&amp;Formatieren</translation>
    </message>
    <message>
        <source>&amp;Minify</source>
        <translation>&amp;Verdichten</translation>
    </message>
    <message>
        <source>rolled back to %1; apply to serve it</source>
        <translation>auf %1 zurückgesetzt; mit Anwenden wird es bedient</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>yours replaces it when you apply</source>
        <translation>„Anwenden“ ersetzt sie durch Ihre</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Close this page</source>
        <translation>Diese Seite schließen</translation>
    </message>
    <message>
        <source>not applied: the definition is not loaded</source>
        <translation>nicht angewendet: Die Definition ist nicht geladen</translation>
    </message>
    <message>
        <source>Your changes were made in %1; here it may be another definition.</source>
        <translation>Diese Änderungen entstanden in %1; hier ist es vielleicht eine andere Definition.</translation>
    </message>
    <message>
        <source>Keep as a new API</source>
        <translation>Als neue API behalten</translation>
    </message>
    <message>
        <source>generation %1, 1 API changed, %2</source>
        <translation>Generation %1, 1 API geändert, %2</translation>
    </message>
    <message>
        <source>generation %1, %2 APIs changed, %3</source>
        <translation>Generation %1, %2 APIs geändert, %3</translation>
    </message>
    <message>
        <source>it is not known yet what is served</source>
        <translation>noch ist nicht bekannt, was bedient wird</translation>
    </message>
    <message>
        <source>%1, and apply</source>
        <translation>%1 und anwenden</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom O&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Reset &amp;Zoom</source>
        <translation>Normale &amp;Größe</translation>
    </message>
    <message>
        <source>API definition</source>
        <translation>API-Definition</translation>
    </message>
    <message>
        <source>saved, served in part</source>
        <translation>gespeichert, teilweise bedient</translation>
    </message>
    <message>
        <source>The file is saved and served, but not all of it works: %1</source>
        <translation>Die Datei ist gespeichert und wird bedient, aber nicht alles darin wirkt: %1</translation>
    </message>
    <message>
        <source>Last reload</source>
        <translation>Letztes Neuladen</translation>
    </message>
    <message>
        <source>What became of each file at the last reload</source>
        <translation>Was beim letzten Neuladen aus jeder Datei wurde</translation>
    </message>
    <message>
        <source>A draft: no engine has this API yet. Apply it to serve it</source>
        <translation>Ein Entwurf: Noch hat keine Engine diese API. Mit „Anwenden“ wird sie bedient</translation>
    </message>
    <message>
        <source>Save the file and serve it</source>
        <translation>Die Datei speichern und bedienen</translation>
    </message>
    <message>
        <source>Move Hook U&amp;p</source>
        <translation>Hook nach &amp;oben</translation>
    </message>
    <message>
        <source>Move Hook Do&amp;wn</source>
        <translation>Hook nach &amp;unten</translation>
    </message>
    <message>
        <source>Move Hook to the Place &amp;Before</source>
        <translation>Hook an die Stelle &amp;davor verschieben</translation>
    </message>
    <message>
        <source>Move Hook to the Place Be&amp;hind</source>
        <translation>Hook an die Stelle da&amp;hinter verschieben</translation>
    </message>
    <message>
        <source>the engine has not answered the apply before</source>
        <translation>die Engine hat auf das vorige Anwenden noch nicht geantwortet</translation>
    </message>
    <message>
        <source>Applying %1</source>
        <translation>%1 wird angewendet</translation>
    </message>
    <message>
        <source>not waited for</source>
        <translation>nicht abgewartet</translation>
    </message>
    <message>
        <source>Not waited for; see Last reload for what became of it.</source>
        <translation>Nicht abgewartet; was daraus wurde, zeigt „Letztes Neuladen“.</translation>
    </message>
    <message>
        <source>saved; no engine runs: the next one reads it</source>
        <translation>gespeichert; keine Engine läuft: die nächste liest es</translation>
    </message>
    <message>
        <source>Not applied: %1 was changed outside while you have changes here.</source>
        <translation>Nicht angewendet: %1 wurde von außen geändert, während hier Änderungen offen sind.</translation>
    </message>
    <message>
        <source>%1 was changed outside while you have changes here.</source>
        <translation>%1 wurde von außen geändert, während hier Änderungen offen sind.</translation>
    </message>
    <message>
        <source>&amp;Duplicate the API in this tab</source>
        <translation>Die API in diesem Tab &amp;verdoppeln</translation>
    </message>
    <message>
        <source>rolled back to %1, which is served</source>
        <translation>auf %1 zurückgesetzt; das wird schon bedient</translation>
    </message>
    <message>
        <source>&amp;Remove Hook</source>
        <translation>Hook &amp;entfernen</translation>
    </message>
    <message>
        <source>Remove the selected &amp;rows</source>
        <translation>Gewählte &amp;Zeilen entfernen</translation>
    </message>
    <message>
        <source>%1 was deleted. Applying makes it again.</source>
        <translation>%1 wurde gelöscht. „Anwenden“ legt die Datei wieder an.</translation>
    </message>
</context>
<context>
    <name>gw::definition::SpecProblems</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
</context>
<context>
    <name>gw::definition::WorkspaceProblems</name>
    <message>
        <source>There are more problems than the %1 that are listed</source>
        <translation>Es gibt mehr Probleme als die %1, die hier stehen</translation>
    </message>
    <message>
        <source>Mend some of these; the others follow</source>
        <translation>Beheben Sie einige davon; die anderen folgen</translation>
    </message>
</context>
<context>
    <name>gw::editing::Template</name>
    <message>
        <source>Open proxy</source>
        <translation>Offener Proxy</translation>
    </message>
    <message>
        <source>Everybody may call it; requests go to one target</source>
        <translation>Alle dürfen sie aufrufen; Anfragen gehen an ein Ziel</translation>
    </message>
    <message>
        <source>API with keys</source>
        <translation>API mit Schlüsseln</translation>
    </message>
    <message>
        <source>Callers need a key that a plugin has stored: the gateway has none of its own</source>
        <translation>Aufrufer brauchen einen Schlüssel, den ein Plugin hinterlegt hat: das Gateway hat keine eigenen</translation>
    </message>
    <message>
        <source>API with plugins</source>
        <translation>API mit Plugins</translation>
    </message>
    <message>
        <source>Runs a native plugin before the target is asked</source>
        <translation>Führt ein natives Plugin aus, bevor das Ziel gefragt wird</translation>
    </message>
    <message>
        <source>API that a plugin protects</source>
        <translation>API, die ein Plugin schützt</translation>
    </message>
    <message>
        <source>An auth_check plugin decides who may pass</source>
        <translation>Ein auth_check-Plugin entscheidet, wer durchkommt</translation>
    </message>
    <message>
        <source>Mock</source>
        <translation>Mock</translation>
    </message>
    <message>
        <source>Answers by itself, without a target</source>
        <translation>Antwortet selbst, ohne ein Ziel</translation>
    </message>
    <message>
        <source>Load balancing</source>
        <translation>Lastverteilung</translation>
    </message>
    <message>
        <source>Takes turns among several targets</source>
        <translation>Wechselt zwischen mehreren Zielen ab</translation>
    </message>
</context>
<context>
    <name>gw::editing::Words</name>
    <message>
        <source>The API id cannot be a folder&apos;s name</source>
        <translation>Die API-ID kann nicht der Name eines Ordners sein</translation>
    </message>
    <message>
        <source>The folder cannot be made</source>
        <translation>Der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>There is no such element</source>
        <translation>Dieses Element gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such member</source>
        <translation>Diesen Eintrag gibt es nicht</translation>
    </message>
    <message>
        <source>There is a member &quot;%1&quot; already</source>
        <translation>Es gibt schon einen Eintrag „%1“</translation>
    </message>
    <message>
        <source>There is no such template</source>
        <translation>Diese Vorlage gibt es nicht</translation>
    </message>
    <message>
        <source>Not a URL that can be proxied to</source>
        <translation>Keine URL, an die weitergeleitet werden kann</translation>
    </message>
    <message>
        <source>Write it like &quot;https://host/path&quot;</source>
        <translation>Schreiben Sie sie wie „https://host/pfad“</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>string</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>list of strings</source>
        <translation>Liste von Texten</translation>
    </message>
    <message>
        <source>list of numbers</source>
        <translation>Liste von Zahlen</translation>
    </message>
    <message>
        <source>list of objects</source>
        <translation>Liste von Objekten</translation>
    </message>
    <message>
        <source>any value</source>
        <translation>beliebiger Wert</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>map</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Not an OpenAPI 3 document</source>
        <translation>Kein Dokument in OpenAPI 3</translation>
    </message>
    <message>
        <source>Convert it to OpenAPI 3 first</source>
        <translation>Wandeln Sie es zuerst in OpenAPI 3 um</translation>
    </message>
    <message>
        <source>The document has no paths</source>
        <translation>Das Dokument hat keine Pfade</translation>
    </message>
    <message>
        <source>There is no file &quot;%1&quot;; the API answers 500 here</source>
        <translation>Es gibt keine Datei „%1“; die API antwortet hier mit 500</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not export &quot;%2&quot;</source>
        <translation>„%1“ exportiert „%2“ nicht</translation>
    </message>
    <message>
        <source>Set use_keyless to false</source>
        <translation>use_keyless auf false setzen</translation>
    </message>
    <message>
        <source>Set custom_plugin_auth_enabled to true</source>
        <translation>custom_plugin_auth_enabled auf true setzen</translation>
    </message>
    <message>
        <source>Set driver to &quot;goplugin&quot;</source>
        <translation>driver auf &quot;goplugin&quot; setzen</translation>
    </message>
    <message>
        <source>Add version &quot;Default&quot;</source>
        <translation>Version &quot;Default&quot; hinzufügen</translation>
    </message>
    <message>
        <source>Switch load balancing off</source>
        <translation>Lastverteilung ausschalten</translation>
    </message>
    <message>
        <source>Set version_data.not_versioned to true</source>
        <translation>version_data.not_versioned auf true setzen</translation>
    </message>
    <message>
        <source>Set to 0.5</source>
        <translation>Auf 0.5 setzen</translation>
    </message>
    <message>
        <source>Set to 200</source>
        <translation>Auf 200 setzen</translation>
    </message>
    <message>
        <source>Start it with &quot;%1&quot;</source>
        <translation>Mit &quot;%1&quot; beginnen</translation>
    </message>
    <message>
        <source>Put &quot;%1&quot; in front</source>
        <translation>&quot;%1&quot; voranstellen</translation>
    </message>
    <message>
        <source>Remove the white space</source>
        <translation>Leerraum entfernen</translation>
    </message>
    <message>
        <source>Set it to &quot;%1&quot;</source>
        <translation>Auf &quot;%1&quot; setzen</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>In %1 ändern</translation>
    </message>
    <message>
        <source>Add &quot;%1&quot;</source>
        <translation>&quot;%1&quot; hinzufügen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the comma</source>
        <translation>Komma entfernen</translation>
    </message>
    <message>
        <source>Insert a comma</source>
        <translation>Komma einfügen</translation>
    </message>
    <message>
        <source>an alias refers to what it is part of</source>
        <translation>ein Alias verweist auf etwas, dessen Teil er ist</translation>
    </message>
    <message>
        <source>what its aliases stand for is too large</source>
        <translation>wofür die Aliasse stehen, ist zu groß</translation>
    </message>
    <message>
        <source>what its anchors name is too large</source>
        <translation>was die Anker benennen, ist zu groß</translation>
    </message>
    <message>
        <source>a list or a map cannot be a name</source>
        <translation>eine Liste oder Zuordnung kann kein Name sein</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; stands here twice</source>
        <translation>der Name „%1“ steht hier zweimal</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>zu tief verschachtelt</translation>
    </message>
    <message>
        <source>The document is empty</source>
        <translation>Das Dokument ist leer</translation>
    </message>
    <message>
        <source>The file holds more than one YAML document</source>
        <translation>Die Datei enthält mehr als ein YAML-Dokument</translation>
    </message>
    <message>
        <source>Put the one that is meant into a file of its own</source>
        <translation>Schreiben Sie das gemeinte in eine eigene Datei</translation>
    </message>
    <message>
        <source>Not valid YAML: %1</source>
        <translation>Kein gültiges YAML: %1</translation>
    </message>
    <message>
        <source>No file is chosen</source>
        <translation>Es ist keine Datei gewählt</translation>
    </message>
    <message>
        <source>Choose an OpenAPI 3 document</source>
        <translation>Wählen Sie ein Dokument in OpenAPI 3</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>Die Datei kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Choose another one</source>
        <translation>Wählen Sie eine andere</translation>
    </message>
    <message>
        <source>The file is larger than %1 MiB</source>
        <translation>Die Datei ist größer als %1 MiB</translation>
    </message>
    <message>
        <source>Choose a smaller one</source>
        <translation>Wählen Sie eine kleinere</translation>
    </message>
    <message>
        <source>method %1</source>
        <translation>Methode %1</translation>
    </message>
    <message>
        <source>header %1</source>
        <translation>Header %1</translation>
    </message>
    <message>
        <source>body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Not a curl command</source>
        <translation>Kein curl-Befehl</translation>
    </message>
    <message>
        <source>Paste one that begins with &quot;curl&quot;</source>
        <translation>Fügen Sie einen ein, der mit „curl“ beginnt</translation>
    </message>
    <message>
        <source>Left out, because it belongs to a request and not to an API: %1</source>
        <translation>Weggelassen, weil es zu einer Anfrage gehört und nicht zu einer API: %1</translation>
    </message>
    <message>
        <source>The API id cannot be used</source>
        <translation>Die API-ID kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>Begin it with a letter or a digit; use letters, digits, &quot;_&quot;, &quot;.&quot; and &quot;-&quot; only</source>
        <translation>Beginnen Sie mit einem Buchstaben oder einer Ziffer; erlaubt sind nur Buchstaben, Ziffern, „_“, „.“ und „-“</translation>
    </message>
    <message>
        <source>Another API has this id</source>
        <translation>Eine andere API hat diese ID</translation>
    </message>
    <message>
        <source>Choose another one, as %1</source>
        <translation>Wählen Sie eine andere, etwa %1</translation>
    </message>
    <message>
        <source>The listen path does not begin with &quot;/&quot;</source>
        <translation>Der Pfad am Gateway beginnt nicht mit „/“</translation>
    </message>
    <message>
        <source>Write it like %1</source>
        <translation>Schreiben Sie ihn wie %1</translation>
    </message>
    <message>
        <source>Path %1 has no operation here, it refers to another place</source>
        <translation>Der Pfad %1 hat hier keine Operation, er verweist auf eine andere Stelle</translation>
    </message>
    <message>
        <source>Path %1 has no operation here</source>
        <translation>Der Pfad %1 hat hier keine Operation</translation>
    </message>
    <message>
        <source>The document names no server; set proxy.target_url</source>
        <translation>Das Dokument nennt keinen Server; setzen Sie proxy.target_url</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; has no host; set proxy.target_url</source>
        <translation>Der Server „%1“ hat keinen Host; setzen Sie proxy.target_url</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>Meinten Sie „%1“?</translation>
    </message>
    <message numerus="yes">
        <source>The first of %n server(s) became the target</source>
        <translation>
            <numerusform>Der erste Server (von %n) wurde das Ziel</numerusform>
            <numerusform>Der erste von %n Servern wurde das Ziel</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the document that has them</source>
        <translation>Wählen Sie das Dokument, das sie hat</translation>
    </message>
    <message>
        <source>Imported API</source>
        <translation>Importierte API</translation>
    </message>
    <message>
        <source>No target URL is given</source>
        <translation>Es ist keine Ziel-URL angegeben</translation>
    </message>
    <message>
        <source>Write where its requests go, like &quot;https://host/path&quot;</source>
        <translation>Geben Sie an, wohin ihre Anfragen gehen, etwa „https://host/pfad“</translation>
    </message>
    <message>
        <source>Mend the command as a shell would need it</source>
        <translation>Berichtigen Sie den Befehl, wie eine Shell ihn braucht</translation>
    </message>
    <message>
        <source>request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>checks of parameters and bodies</source>
        <translation>Prüfungen von Parametern und Bodys</translation>
    </message>
    <message>
        <source>servers of single paths</source>
        <translation>Server einzelner Pfade</translation>
    </message>
    <message>
        <source>callbacks</source>
        <translation>Callbacks</translation>
    </message>
    <message>
        <source>webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Weggelassen: %1</translation>
    </message>
    <message>
        <source>parameter %1</source>
        <translation>Parameter %1</translation>
    </message>
    <message>
        <source>cookie %1</source>
        <translation>Cookie %1</translation>
    </message>
    <message>
        <source>Callers need a key that a plugin has stored: %1</source>
        <translation>Aufrufer brauchen einen Schlüssel, den ein Plugin hinterlegt hat: %1</translation>
    </message>
    <message>
        <source>Left out, that these need no key: %1</source>
        <translation>Weggelassen, dass folgende keinen Schlüssel brauchen: %1</translation>
    </message>
    <message>
        <source>The API is open: no operation asks for what the document defines: %1</source>
        <translation>Die API ist offen: Keine Operation verlangt, was das Dokument definiert: %1</translation>
    </message>
    <message>
        <source>The import was cancelled</source>
        <translation>Der Import wurde abgebrochen</translation>
    </message>
    <message>
        <source>reading was cancelled</source>
        <translation>das Lesen wurde abgebrochen</translation>
    </message>
    <message>
        <source>No target URL is given, and the echo has another port at the next start</source>
        <translation>Keine Ziel-URL ist angegeben, und das Echo hat beim nächsten Start einen anderen Port</translation>
    </message>
    <message>
        <source>Type a target, or take Mock</source>
        <translation>Geben Sie ein Ziel ein, oder nehmen Sie „Mock“</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The language of these translations, as in resources/schema/api_definition.de.json</extracomment>
        <translation>de</translation>
    </message>
    <message>
        <source>Close the text</source>
        <translation>Den Text abschließen</translation>
    </message>
    <message>
        <source>A version needs a name</source>
        <translation>Eine Version braucht einen Namen</translation>
    </message>
    <message>
        <source>There is a version &quot;%1&quot; already</source>
        <translation>Eine Version „%1“ gibt es schon</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>An API has one version at least</source>
        <translation>Eine API hat mindestens eine Version</translation>
    </message>
    <message>
        <source>Add another version first</source>
        <translation>Fügen Sie zuerst eine andere Version hinzu</translation>
    </message>
    <message>
        <source>Version &quot;%1&quot; serves all requests</source>
        <translation>Version „%1“ bedient alle Anfragen</translation>
    </message>
    <message>
        <source>Set version_data.not_versioned to false, or remove the others first</source>
        <translation>Setzen Sie version_data.not_versioned auf false, oder entfernen Sie zuerst die anderen</translation>
    </message>
</context>
<context>
    <name>gw::environments::EnvironmentEditor</name>
    <message>
        <source>Variables as text</source>
        <translation>Variablen als Text</translation>
    </message>
    <message>
        <source># a comment
name=value</source>
        <translation># ein Kommentar
name=wert</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>Werte zeigen</translation>
    </message>
    <message>
        <source>Show the values of secrets</source>
        <translation>Zeigt die Werte von Geheimnissen</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Als Text</translation>
    </message>
    <message>
        <source>Edit the file as it is, with its comments and secrets</source>
        <translation>Die Datei bearbeiten, wie sie ist, mit Kommentaren und Geheimnissen</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
</context>
<context>
    <name>gw::environments::EnvironmentModel</name>
    <message>
        <source>name...</source>
        <translation>Name...</translation>
    </message>
    <message>
        <source>Secret by its name</source>
        <translation>Geheim wegen des Namens</translation>
    </message>
    <message>
        <source>Hides the value; written above it as a comment</source>
        <translation>Verbirgt den Wert; steht als Kommentar darüber</translation>
    </message>
    <message>
        <source>Secret: %1</source>
        <translation>Geheim: %1</translation>
    </message>
    <message>
        <source>Set again below; that line counts</source>
        <translation>Steht unten noch einmal; jene Zeile gilt</translation>
    </message>
    <message>
        <source>A variable stands on one line, and its name has no = and no #.</source>
        <translation>Eine Variable steht in einer Zeile, und ihr Name hat kein = und kein #.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
</context>
<context>
    <name>gw::environments::EnvironmentsPage</name>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>{{gateway}} is the engine of this window, whatever a file says; gatewright run --env takes the file&apos;s.</source>
        <translation>{{gateway}} ist die Engine dieses Fensters, was auch in einer Datei steht; gatewright run --env nimmt den Wert der Datei.</translation>
    </message>
    <message>
        <source>&amp;New Environment</source>
        <translation>&amp;Neue Umgebung</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>&amp;Duplicate Environment</source>
        <translation>Umgebung &amp;verdoppeln</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>&amp;Rename Environment</source>
        <translation>Umgebung &amp;umbenennen</translation>
    </message>
    <message>
        <source>De&amp;lete Environment</source>
        <translation>Umgebung &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Use for Requests</source>
        <translation>Für &amp;Anfragen verwenden</translation>
    </message>
    <message>
        <source>Requests use this one</source>
        <translation>Anfragen verwenden diese</translation>
    </message>
    <message>
        <source>No workspace is open: environments are files of one.</source>
        <translation>Kein Arbeitsordner ist offen: Umgebungen sind Dateien darin.</translation>
    </message>
    <message>
        <source>%1 has changed on the disk, and has changes here that are not saved.</source>
        <translation>%1 hat sich auf der Platte geändert und hat hier ungespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Not saved yet: %1, of another workspace</source>
        <translation>Noch nicht gespeichert: %1, aus einem anderen Arbeitsordner</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 is deleted. A copy is kept: %2</source>
        <translation>%1 ist gelöscht. Eine Kopie liegt in %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Remove the &amp;selected variables</source>
        <translation>Die gewählten Variablen &amp;entfernen</translation>
    </message>
</context>
<context>
    <name>gw::form::AreaField</name>
    <message>
        <source>It stands there as a text</source>
        <translation>Steht dort als Text</translation>
    </message>
    <message>
        <source>No JSON yet: %1</source>
        <translation>Noch kein JSON: %1</translation>
    </message>
</context>
<context>
    <name>gw::form::DefinitionForm</name>
    <message>
        <source>Identity</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>API id</source>
        <translation>API-ID</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Listen path</source>
        <translation>Pfad am Gateway</translation>
    </message>
    <message>
        <source>Target URL</source>
        <translation>Ziel-URL</translation>
    </message>
    <message>
        <source>Strip listen path</source>
        <translation>Pfad abschneiden</translation>
    </message>
    <message>
        <source>Keep client&apos;s Host</source>
        <translation>Host des Clients lassen</translation>
    </message>
    <message>
        <source>Load balancing</source>
        <translation>Lastverteilung</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Open to everybody</source>
        <translation>Offen für alle</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Plugin (auth_check)</source>
        <translation>Plugin (auth_check)</translation>
    </message>
    <message>
        <source>JWT</source>
        <translation>JWT</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>Basic</translation>
    </message>
    <message>
        <source>Key&apos;s header</source>
        <translation>Header des Schlüssels</translation>
    </message>
    <message>
        <source>Key in query too</source>
        <translation>Auch in der Abfrage</translation>
    </message>
    <message>
        <source>Query parameter</source>
        <translation>Abfrageparameter</translation>
    </message>
    <message>
        <source>Remove credential</source>
        <translation>Zugangsdaten entfernen</translation>
    </message>
    <message>
        <source>Request headers</source>
        <translation>Header der Anfrage</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Response headers</source>
        <translation>Header der Antwort</translation>
    </message>
    <message>
        <source>CORS</source>
        <translation>CORS</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Origins</source>
        <translation>Herkünfte</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Per (s)</source>
        <translation>Je (s)</translation>
    </message>
    <message>
        <source>No key rates</source>
        <translation>Raten je Schlüssel aus</translation>
    </message>
    <message>
        <source>No key quotas</source>
        <translation>Kontingente aus</translation>
    </message>
    <message>
        <source>Largest body (B)</source>
        <translation>Größter Body (B)</translation>
    </message>
    <message>
        <source>Only from</source>
        <translation>Nur von</translation>
    </message>
    <message>
        <source>Never from</source>
        <translation>Nie von</translation>
    </message>
    <message>
        <source>Settings of the API</source>
        <translation>Einstellungen der API</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>Endpunkte</translation>
    </message>
    <message>
        <source>Endpoint list</source>
        <translation>Endpunktliste</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Shown below</source>
        <translation>Unten gezeigt</translation>
    </message>
    <message>
        <source>Keys from</source>
        <translation>Schlüssel aus</translation>
    </message>
    <message>
        <source>Signed with</source>
        <translation>Signiert mit</translation>
    </message>
    <message>
        <source>Claim of the identity</source>
        <translation>Claim der Identität</translation>
    </message>
    <message>
        <source>Claim of the policy</source>
        <translation>Claim der Richtlinie</translation>
    </message>
    <message>
        <source>Claim of the client</source>
        <translation>Claim des Clients</translation>
    </message>
    <message>
        <source>Default policies</source>
        <translation>Vorgegebene Richtlinien</translation>
    </message>
    <message>
        <source>Token&apos;s header</source>
        <translation>Header des Tokens</translation>
    </message>
    <message>
        <source>Ignore kid</source>
        <translation>kid nicht beachten</translation>
    </message>
    <message>
        <source>Tolerance iat (s)</source>
        <translation>Toleranz iat (s)</translation>
    </message>
    <message>
        <source>Tolerance exp (s)</source>
        <translation>Toleranz exp (s)</translation>
    </message>
    <message>
        <source>Tolerance nbf (s)</source>
        <translation>Toleranz nbf (s)</translation>
    </message>
    <message>
        <source>Client certificates</source>
        <translation>Client-Zertifikate</translation>
    </message>
    <message>
        <source>Readable headers</source>
        <translation>Lesbare Header</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Accepted certificates</source>
        <translation>Akzeptierte Zertifikate</translation>
    </message>
    <message>
        <source>Shown to targets</source>
        <translation>Den Zielen gezeigt</translation>
    </message>
    <message>
        <source>Preflight cached (s)</source>
        <translation>Preflight im Cache (s)</translation>
    </message>
    <message>
        <source>Pass preflight on</source>
        <translation>Preflight weiterreichen</translation>
    </message>
    <message>
        <source>Time limit (e.g. 30s)</source>
        <translation>Zeitlimit (z. B. 30s)</translation>
    </message>
    <message>
        <source>Plugin, older name</source>
        <translation>Plugin, alter Name</translation>
    </message>
</context>
<context>
    <name>gw::form::EntryDetail</name>
    <message>
        <source>Details of the endpoint</source>
        <translation>Einzelheiten des Endpunkts</translation>
    </message>
</context>
<context>
    <name>gw::form::EntryTable</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
</context>
<context>
    <name>gw::form::EntryTableModel</name>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>gw::form::FormField</name>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
</context>
<context>
    <name>gw::form::HookCard</name>
    <message>
        <source>Plugin file</source>
        <translation>Plugin-Datei</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Hook %1</source>
        <translation>Hook %1</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation>Nicht geladen</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Aufrufe</translation>
    </message>
    <message>
        <source>   %1 failed</source>
        <translation>   %1 fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>p50 %1   p99 %2   %3 calls</source>
        <comment>the last is a number with its separators</comment>
        <translation>
            <numerusform>p50 %1   p99 %2   %3 Aufruf</numerusform>
            <numerusform>p50 %1   p99 %2   %3 Aufrufe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::form::PipelineSlot</name>
    <message>
        <source>No hook</source>
        <translation>Kein Hook</translation>
    </message>
    <message>
        <source>Add a hook to %1</source>
        <translation>Einen Hook zu %1 hinzufügen</translation>
    </message>
</context>
<context>
    <name>gw::form::PipelineView</name>
    <message>
        <source>Pipeline of the API</source>
        <translation>Pipeline der API</translation>
    </message>
    <message>
        <source>pre</source>
        <translation>pre</translation>
    </message>
    <message>
        <source>before authentication</source>
        <translation>vor der Anmeldung</translation>
    </message>
    <message>
        <source>auth_check</source>
        <translation>auth_check</translation>
    </message>
    <message>
        <source>decides who may pass</source>
        <translation>entscheidet, wer durchkommt</translation>
    </message>
    <message>
        <source>post_key_auth</source>
        <translation>post_key_auth</translation>
    </message>
    <message>
        <source>behind authentication</source>
        <translation>nach der Anmeldung</translation>
    </message>
    <message>
        <source>post</source>
        <translation>post</translation>
    </message>
    <message>
        <source>before the upstream is asked</source>
        <translation>bevor der Upstream gefragt wird</translation>
    </message>
    <message>
        <source>response</source>
        <translation>response</translation>
    </message>
    <message>
        <source>when the upstream has answered</source>
        <translation>wenn der Upstream geantwortet hat</translation>
    </message>
    <message>
        <source>The API is open to everybody (use_keyless), so auth_check and post_key_auth do not run.</source>
        <translation>Die API steht allen offen (use_keyless), daher laufen auth_check und post_key_auth nicht.</translation>
    </message>
    <message>
        <source>Drag to move, or %1 and %2</source>
        <translation>Zum Verschieben ziehen, oder %1 und %2</translation>
    </message>
    <message>
        <source>Drag to move</source>
        <translation>Zum Verschieben ziehen</translation>
    </message>
</context>
<context>
    <name>gw::form::SectionList</name>
    <message>
        <source>Goes to a section; Enter goes on in it</source>
        <translation>Springt zu einem Abschnitt; mit Enter geht es darin weiter</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
</context>
<context>
    <name>gw::form::VersionBar</name>
    <message>
        <source>Add version...</source>
        <translation>Version hinzufügen ...</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Endpoints, headers and the limits of body and time are those of this version</source>
        <translation>Endpunkte, Header und die Grenzen für Body und Zeit gelten für diese Version</translation>
    </message>
    <message>
        <source>Copies the version that is shown, under a new name</source>
        <translation>Kopiert die gezeigte Version unter einem neuen Namen</translation>
    </message>
    <message>
        <source>Remove this version</source>
        <translation>Diese Version entfernen</translation>
    </message>
    <message>
        <source>Name of the new version</source>
        <translation>Name der neuen Version</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The only version cannot be removed</source>
        <translation>Die einzige Version lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>Type the name that requests give</source>
        <translation>Geben Sie den Namen ein, den Anfragen nennen</translation>
    </message>
    <message>
        <source>There is a version of this name already</source>
        <translation>Eine Version dieses Namens gibt es schon</translation>
    </message>
</context>
<context>
    <name>gw::history::RequestHistory</name>
    <message>
        <source>There is no history</source>
        <translation>Es gibt keinen Verlauf</translation>
    </message>
</context>
<context>
    <name>gw::libraries::CopyWords</name>
    <message>
        <source>See whether it can be read</source>
        <translation>Sehen Sie nach, ob sie gelesen werden kann</translation>
    </message>
    <message>
        <source>Make room on that disk, or see whether the rights of the folder allow it</source>
        <translation>Schaffen Sie Platz auf dieser Platte, oder sehen Sie nach, ob die Rechte des Ordners es erlauben</translation>
    </message>
</context>
<context>
    <name>gw::libraries::HookTimes</name>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Times of %1</source>
        <translation>Zeiten von %1</translation>
    </message>
</context>
<context>
    <name>gw::libraries::LibraryActions</name>
    <message>
        <source>&amp;Add library...</source>
        <translation>Bibliothek &amp;hinzufügen...</translation>
    </message>
    <message>
        <source>Plugin</source>
        <translation>Plugin</translation>
    </message>
    <message>
        <source>Add a library</source>
        <translation>Eine Bibliothek hinzufügen</translation>
    </message>
    <message>
        <source>Libraries (*.so)</source>
        <translation>Bibliotheken (*.so)</translation>
    </message>
    <message>
        <source>This is no library</source>
        <translation>Das ist keine Bibliothek</translation>
    </message>
    <message>
        <source>Choose a file whose name ends with .so</source>
        <translation>Wählen Sie eine Datei, deren Name mit .so endet</translation>
    </message>
    <message>
        <source>The workspace has a library %1 already.</source>
        <translation>Der Arbeitsordner hat schon eine Bibliothek %1.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>%1 is in the workspace</source>
        <translation>%1 ist im Arbeitsordner</translation>
    </message>
    <message>
        <source>Not added: %1</source>
        <translation>Nicht hinzugefügt: %1</translation>
    </message>
    <message>
        <source>Adding %1</source>
        <translation>%1 wird hinzugefügt</translation>
    </message>
    <message>
        <source>Cancelled; %1 was not added</source>
        <translation>Abgebrochen; %1 wurde nicht hinzugefügt</translation>
    </message>
</context>
<context>
    <name>gw::libraries::LibraryGenerations</name>
    <message>
        <source>Generation</source>
        <translation>Generation</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>ABI</source>
        <translation>ABI</translation>
    </message>
    <message>
        <source>Build id</source>
        <translation>Build-ID</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Generations of this library</source>
        <translation>Generationen dieser Bibliothek</translation>
    </message>
    <message>
        <source>serves</source>
        <translation>bedient</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>aufbewahrt</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>Reloading</source>
        <translation>Wird neu geladen</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>Wird zurückgesetzt</translation>
    </message>
    <message>
        <source>Not waited for; the generations tell what became of it.</source>
        <translation>Nicht abgewartet; was daraus wurde, zeigen die Generationen.</translation>
    </message>
    <message>
        <source>The file has not changed: generation %1 serves.</source>
        <translation>Die Datei ist unverändert: Generation %1 bedient.</translation>
    </message>
    <message>
        <source>Generation %1 serves.</source>
        <translation>Generation %1 bedient.</translation>
    </message>
</context>
<context>
    <name>gw::libraries::LibraryWords</name>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>old version serves: %1</source>
        <translation>die alte Version bedient: %1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source> (rolled back)</source>
        <translation> (zurückgesetzt)</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>ABI</source>
        <translation>ABI</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Benutzt von</translation>
    </message>
    <message>
        <source>No engine tells who uses it.</source>
        <translation>Keine Engine sagt, wer sie benutzt.</translation>
    </message>
    <message>
        <source>No API that is loaded names this library.</source>
        <translation>Keine geladene API nennt diese Bibliothek.</translation>
    </message>
</context>
<context>
    <name>gw::libraries::NewPluginPage</name>
    <message>
        <source>Create plugin</source>
        <translation>Plugin anlegen</translation>
    </message>
    <message>
        <source>New plugin</source>
        <translation>Neues Plugin</translation>
    </message>
    <message>
        <source>Letters, digits, &apos;-&apos; and &apos;_&apos;, a letter first</source>
        <translation>Buchstaben, Ziffern, „-“ und „_“, ein Buchstabe zuerst</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Hooks</source>
        <translation>Hooks</translation>
    </message>
    <message>
        <source>No workspace is open: a plugin&apos;s source stands in one.</source>
        <translation>Kein Arbeitsordner ist offen: Die Quelle eines Plugins steht in einem.</translation>
    </message>
    <message>
        <source>Source, build file and a test of each hook.</source>
        <translation>Quelle, Build-Datei und ein Test jedes Hooks.</translation>
    </message>
    <message>
        <source>Choose at least one hook.</source>
        <translation>Mindestens einen Hook wählen.</translation>
    </message>
    <message>
        <source>Makes %1 with %2.</source>
        <translation>Legt %1 mit %2 an.</translation>
    </message>
    <message>
        <source>Made %1. Build makes the library; its page puts it into an API.</source>
        <translation>%1 ist angelegt. „Bauen“ erzeugt die Bibliothek; auf ihrer Seite wird sie in eine API eingesetzt.</translation>
    </message>
    <message>
        <source>%1 is there already: a build replaces it, also where an API uses its hooks. Take another name unless you mean that.</source>
        <translation>%1 ist schon da: Ein Build ersetzt es, auch wo eine API seine Hooks benutzt. Nehmen Sie einen anderen Namen, wenn das nicht gemeint ist.</translation>
    </message>
    <message>
        <source>Not a name for a plugin. Take letters, digits, &apos;-&apos; and &apos;_&apos;, a letter first, at most %1.</source>
        <translation>Kein Name für ein Plugin. Nehmen Sie Buchstaben, Ziffern, „-“ und „_“, ein Buchstabe zuerst, höchstens %1.</translation>
    </message>
    <message>
        <source>Build systems keep the name %1 for themselves. Take another one.</source>
        <translation>Den Namen %1 behalten sich Build-Systeme vor. Nehmen Sie einen anderen.</translation>
    </message>
</context>
<context>
    <name>gw::libraries::PipelineWords</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>bundle</source>
        <translation>Bundle</translation>
    </message>
</context>
<context>
    <name>gw::libraries::PluginActions</name>
    <message>
        <source>New plu&amp;gin...</source>
        <translation>Neues Plu&amp;gin...</translation>
    </message>
    <message>
        <source>Plugin</source>
        <translation>Plugin</translation>
    </message>
    <message>
        <source>&amp;Edit source</source>
        <translation>&amp;Quelle bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Bauen</translation>
    </message>
    <message>
        <source>Re&amp;load library</source>
        <translation>Bibliothek neu &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Use in</source>
        <translation>&amp;Einsetzen in</translation>
    </message>
    <message>
        <source>Remo&amp;ve from</source>
        <translation>Ent&amp;fernen aus</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>Pfad &amp;kopieren</translation>
    </message>
    <message>
        <source>Chosen library</source>
        <translation>Gewählte Bibliothek</translation>
    </message>
    <message>
        <source>%1 is built. No API uses it yet.</source>
        <translation>%1 ist gebaut. Noch benutzt keine API sie.</translation>
    </message>
    <message>
        <source>Use in an API...</source>
        <translation>In eine API einsetzen...</translation>
    </message>
    <message>
        <source>Open plugin</source>
        <translation>Plugin öffnen</translation>
    </message>
    <message>
        <source>&amp;Delete library</source>
        <translation>Bibliothek lö&amp;schen</translation>
    </message>
    <message>
        <source>Delete &amp;source</source>
        <translation>Quelle l&amp;öschen</translation>
    </message>
    <message>
        <source>%1 is deleted. A copy is kept: %2</source>
        <translation>%1 ist gelöscht. Eine Kopie liegt in %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 is back</source>
        <translation>%1 ist wieder da</translation>
    </message>
</context>
<context>
    <name>gw::libraries::PluginCommands</name>
    <message>
        <source>&amp;Build again</source>
        <translation>Noch einmal &amp;bauen</translation>
    </message>
    <message>
        <source>Re&amp;load library</source>
        <translation>Bibliothek neu &amp;laden</translation>
    </message>
    <message>
        <source>No API</source>
        <translation>Keine API</translation>
    </message>
    <message>
        <source>Of a bundle: see custom_middleware_bundle of its API</source>
        <translation>Aus einem Bundle: siehe custom_middleware_bundle seiner API</translation>
    </message>
    <message>
        <source>The library has no hook that may stand there</source>
        <translation>Die Bibliothek hat keinen Hook, der dort stehen darf</translation>
    </message>
    <message>
        <source>It is not known what the library exports</source>
        <translation>Was die Bibliothek exportiert, ist nicht bekannt</translation>
    </message>
    <message>
        <source>The library has no hook that may stand in %1</source>
        <translation>Die Bibliothek hat keinen Hook, der in %1 stehen darf</translation>
    </message>
    <message>
        <source>Write the hook into the definition by hand</source>
        <translation>Schreiben Sie den Hook von Hand in die Definition</translation>
    </message>
    <message>
        <source>Choose another slot</source>
        <translation>Wählen Sie einen anderen Platz</translation>
    </message>
    <message>
        <source>Mend the library, then try again</source>
        <translation>Bringen Sie die Bibliothek in Ordnung und versuchen Sie es noch einmal</translation>
    </message>
</context>
<context>
    <name>gw::libraries::PluginPage</name>
    <message>
        <source>Reload library</source>
        <translation>Bibliothek neu laden</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Watch files</source>
        <translation>Dateien beobachten</translation>
    </message>
    <message>
        <source>Load every plugin file by itself as soon as it has changed</source>
        <translation>Jede Plugin-Datei von selbst laden, sobald sie sich geändert hat</translation>
    </message>
    <message>
        <source>Hooks</source>
        <translation>Hooks</translation>
    </message>
    <message>
        <source>Hooks of this library</source>
        <translation>Hooks dieser Bibliothek</translation>
    </message>
    <message>
        <source>Generations</source>
        <translation>Generationen</translation>
    </message>
    <message>
        <source>The engine watches its plugin files</source>
        <translation>Die Engine beobachtet ihre Plugin-Dateien</translation>
    </message>
    <message>
        <source>The engine loads plugin files when it is told to</source>
        <translation>Die Engine lädt Plugin-Dateien auf Befehl</translation>
    </message>
    <message>
        <source>Select a generation that is kept, then go back to it</source>
        <translation>Eine aufbewahrte Generation auswählen, dann zu ihr zurückkehren</translation>
    </message>
    <message>
        <source>Edit source</source>
        <translation>Quelle bearbeiten</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Bauen</translation>
    </message>
    <message>
        <source>Use in</source>
        <translation>Einsetzen in</translation>
    </message>
    <message>
        <source>Remove from</source>
        <translation>Entfernen aus</translation>
    </message>
    <message>
        <source>Open the source in plugins/src of the workspace</source>
        <translation>Die Quelle in plugins/src des Arbeitsordners öffnen</translation>
    </message>
    <message>
        <source>Compile the source; the engine loads the new library</source>
        <translation>Die Quelle übersetzen; die Engine lädt die neue Bibliothek</translation>
    </message>
    <message>
        <source>Put a hook of this library into an API</source>
        <translation>Einen Hook dieser Bibliothek in eine API einsetzen</translation>
    </message>
    <message>
        <source>Take the hooks of this library out of an API</source>
        <translation>Die Hooks dieser Bibliothek aus einer API entfernen</translation>
    </message>
    <message>
        <source>Commands of the plugin</source>
        <translation>Befehle des Plugins</translation>
    </message>
    <message>
        <source>Plugin library</source>
        <translation>Plugin-Bibliothek</translation>
    </message>
    <message>
        <source>Delete library</source>
        <translation>Bibliothek löschen</translation>
    </message>
    <message>
        <source>Delete source</source>
        <translation>Quelle löschen</translation>
    </message>
    <message>
        <source>Take the file out of the workspace; its source stays</source>
        <translation>Die Datei aus dem Arbeitsordner nehmen; ihre Quelle bleibt</translation>
    </message>
</context>
<context>
    <name>gw::libraries::PluginTrash</name>
    <message>
        <source>Only libraries of a workspace that is open here can be deleted</source>
        <translation>Nur Bibliotheken eines Arbeitsordners, der hier offen ist, können gelöscht werden</translation>
    </message>
    <message>
        <source>It is of a bundle: see custom_middleware_bundle of its API</source>
        <translation>Sie gehört zu einem Bundle: siehe custom_middleware_bundle ihrer API</translation>
    </message>
    <message>
        <source>Used by %1: take it out there first</source>
        <translation>Verwendet von %1: Entfernen Sie sie dort zuerst</translation>
    </message>
    <message>
        <source>There is no such file in the workspace&apos;s folder of plugins</source>
        <translation>Im Plugin-Ordner des Arbeitsordners gibt es keine solche Datei</translation>
    </message>
    <message>
        <source>Not deleted: %1 names the library</source>
        <translation>Nicht gelöscht: %1 nennt die Bibliothek</translation>
    </message>
    <message>
        <source>Take it out of that definition first</source>
        <translation>Nehmen Sie sie zuerst aus dieser Definition heraus</translation>
    </message>
</context>
<context>
    <name>gw::libraries::SelectionSummary</name>
    <message>
        <source>degraded: a hook is not loaded</source>
        <translation>eingeschränkt: ein Hook ist nicht geladen</translation>
    </message>
    <message>
        <source>the version before serves</source>
        <translation>die vorige Version bedient</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>serves</source>
        <translation>bedient</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Hooks</source>
        <translation>Hooks</translation>
    </message>
    <message>
        <source>Selected in the navigator</source>
        <translation>Im Navigator ausgewählt</translation>
    </message>
    <message>
        <source>The engine has no such API.</source>
        <translation>Die Engine hat keine solche API.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Listen path</source>
        <translation>Pfad am Gateway</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>no engine has read it</source>
        <translation>keine Engine hat sie gelesen</translation>
    </message>
    <message>
        <source>Pipeline of the API</source>
        <translation>Pipeline der API</translation>
    </message>
    <message>
        <source>Commands of what is selected</source>
        <translation>Befehle zum Ausgewählten</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Ihre Seite öffnen</translation>
    </message>
    <message>
        <source>Edit pipeline</source>
        <translation>Pipeline bearbeiten</translation>
    </message>
    <message>
        <source>Open the definition at its pipeline</source>
        <translation>Die Definition bei ihrer Pipeline öffnen</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Load the file as it lies on the disk</source>
        <translation>Die Datei laden, wie sie auf der Platte liegt</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Select a generation that is kept, then go back to it</source>
        <translation>Eine aufbewahrte Generation auswählen, dann zu ihr zurückkehren</translation>
    </message>
</context>
<context>
    <name>gw::libraries::SourcePage</name>
    <message>
        <source>Build</source>
        <translation>Bauen</translation>
    </message>
    <message>
        <source>Save, compile, and put the library into the workspace&apos;s plugins</source>
        <translation>Speichern, übersetzen und die Bibliothek zu den Plugins des Arbeitsordners legen</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Bauen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Find...</source>
        <translation>&amp;Suchen...</translation>
    </message>
    <message>
        <source>&amp;Replace...</source>
        <translation>&amp;Ersetzen...</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Source of a plugin</source>
        <translation>Quelle eines Plugins</translation>
    </message>
    <message>
        <source>The file is larger than 4 MiB</source>
        <translation>Die Datei ist größer als 4 MiB</translation>
    </message>
    <message>
        <source>Open it with another editor</source>
        <translation>Öffnen Sie sie mit einem anderen Editor</translation>
    </message>
</context>
<context>
    <name>gw::libraries::TimeHistogram</name>
    <message>
        <source>How long the calls took</source>
        <translation>Wie lange die Aufrufe dauerten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Aufrufe</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 calls</source>
        <comment>numbers with their separators</comment>
        <translation>
            <numerusform>%1: %2 von %3 Aufruf</numerusform>
            <numerusform>%1: %2 von %3 Aufrufen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::models</name>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>old version</source>
        <translation>alte Version</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>APIs</source>
        <translation>APIs</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>nicht gebaut</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Variables of the requests</source>
        <translation>Variablen der Anfragen</translation>
    </message>
    <message>
        <source>Folder of the definitions</source>
        <translation>Ordner der Definitionen</translation>
    </message>
    <message>
        <source>New request...</source>
        <translation>Neue Anfrage...</translation>
    </message>
    <message>
        <source>%1 (bundle)</source>
        <translation>%1 (Bundle)</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>keine Engine</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>gw::models::BreakpointModel</name>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>before the upstream</source>
        <translation>vor dem Upstream</translation>
    </message>
    <message>
        <source>before the answer goes out</source>
        <translation>bevor die Antwort hinausgeht</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>gw::models::BuildModel</name>
    <message>
        <source>%1 more lines were left out</source>
        <translation>%1 weitere Zeilen sind weggelassen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>gw::models::HistoryModel</name>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
</context>
<context>
    <name>gw::models::HooksModel</name>
    <message>
        <source>%1 (failed)</source>
        <translation>%1 (fehlgeschlagen)</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>Hook</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>gw::models::LogModel</name>
    <message>
        <source>debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>gw::models::NavigatorModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>gw::models::PausedModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Goes on in</source>
        <translation>Weiter in</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
</context>
<context>
    <name>gw::models::ReloadModel</name>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>the version before serves</source>
        <translation>die vorige Version bedient</translation>
    </message>
    <message>
        <source>serves in part</source>
        <translation>bedient teilweise</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>added</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>generation %1</source>
        <translation>Generation %1</translation>
    </message>
    <message>
        <source>1 API added</source>
        <translation>1 API neu</translation>
    </message>
    <message>
        <source>%1 APIs added</source>
        <translation>%1 APIs neu</translation>
    </message>
    <message>
        <source>1 API changed</source>
        <translation>1 API geändert</translation>
    </message>
    <message>
        <source>%1 APIs changed</source>
        <translation>%1 APIs geändert</translation>
    </message>
    <message>
        <source>1 API removed</source>
        <translation>1 API entfernt</translation>
    </message>
    <message>
        <source>%1 APIs removed</source>
        <translation>%1 APIs entfernt</translation>
    </message>
    <message>
        <source>1 API not as its file says</source>
        <translation>1 API nicht wie in ihrer Datei</translation>
    </message>
    <message>
        <source>%1 APIs not as their files say</source>
        <translation>%1 APIs nicht wie in ihren Dateien</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>nichts geändert</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>gw::models::TestResultsModel</name>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Request or check</source>
        <translation>Anfrage oder Prüfung</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
</context>
<context>
    <name>gw::models::TrafficModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
</context>
<context>
    <name>gw::panes</name>
    <message>
        <source>Type into the filter</source>
        <translation>In den Filter schreiben</translation>
    </message>
    <message>
        <source>%1. The list is still that of the filter before.</source>
        <translation>%1. Die Liste ist noch die des Filters davor.</translation>
    </message>
</context>
<context>
    <name>gw::panes::BuildPane</name>
    <message>
        <source>Build again</source>
        <translation>Neu bauen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Output of the compiler</source>
        <translation>Ausgabe des Compilers</translation>
    </message>
    <message>
        <source>Build plugin...</source>
        <translation>Plugin bauen...</translation>
    </message>
    <message>
        <source>Choose a source in C, C++ or Rust; its library goes into the workspace&apos;s plugins folder</source>
        <translation>Eine Quelle in C, C++ oder Rust wählen; ihre Bibliothek kommt in den Ordner plugins des Arbeitsordners</translation>
    </message>
    <message>
        <source>Build a plugin</source>
        <translation>Ein Plugin bauen</translation>
    </message>
    <message>
        <source>Plugin sources (*.cpp *.cc *.c *.rs CMakeLists.txt Cargo.toml)</source>
        <translation>Plugin-Quellen (*.cpp *.cc *.c *.rs CMakeLists.txt Cargo.toml)</translation>
    </message>
    <message>
        <source>Built %1</source>
        <translation>%1 gebaut</translation>
    </message>
    <message>
        <source>No plugin was built yet</source>
        <translation>Noch wurde kein Plugin gebaut</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Bauen</translation>
    </message>
    <message>
        <source>No plugin was built yet. Build plugin makes a library of a source in C, C++ or Rust; what the compiler says stands here.</source>
        <translation>Noch wurde kein Plugin gebaut. „Plugin bauen“ erzeugt aus einer Quelle in C, C++ oder Rust eine Bibliothek; was der Compiler sagt, steht hier.</translation>
    </message>
    <message>
        <source>A build is under way; this one was not begun: %1</source>
        <translation>Es wird schon gebaut; dies wurde nicht begonnen: %1</translation>
    </message>
    <message>
        <source>Open plugin</source>
        <translation>Plugin öffnen</translation>
    </message>
    <message>
        <source>Its page: what it exports, who uses it, what its hooks cost</source>
        <translation>Seine Seite: was es exportiert, wer es benutzt, was seine Hooks kosten</translation>
    </message>
</context>
<context>
    <name>gw::panes::FileExport</name>
    <message>
        <source>Could not write %1: %2. Nothing there was changed; make room on that disk, or choose another place</source>
        <translation>%1 ließ sich nicht schreiben: %2. Dort ist alles wie zuvor; schaffen Sie Platz auf dem Datenträger, oder wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Cancelled; %1 was not written</source>
        <translation>Abgebrochen; %1 wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>An export is being written; wait for its end, or cancel it</source>
        <translation>Ein Export wird gerade geschrieben; warten Sie sein Ende ab, oder brechen Sie ihn ab</translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation>In eine Datei exportieren</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
</context>
<context>
    <name>gw::panes::Follow</name>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest line in sight; ends when you scroll up</source>
        <translation>Die neueste Zeile im Blick halten; endet beim Hochrollen</translation>
    </message>
</context>
<context>
    <name>gw::panes::HistoryPane</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search: words of the URL, the request, the answer</source>
        <translation>Suchen: Wörter der URL, der Anfrage, der Antwort</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Den Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Open it in a tab, with its answer (Return)</source>
        <translation>In einem Tab öffnen, mit seiner Antwort (Eingabe)</translation>
    </message>
    <message>
        <source>Compare the answers of two chosen requests, line by line</source>
        <translation>Die Antworten zweier ausgewählter Anfragen vergleichen, Zeile für Zeile</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Nothing was sent from here yet. Requests that you send stay here, also after a restart; credentials are left out.</source>
        <translation>Von hier wurde noch nichts gesendet. Gesendete Anfragen bleiben hier, auch nach einem Neustart; Zugangsdaten werden weggelassen.</translation>
    </message>
    <message>
        <source>Nothing in the history contains these words.</source>
        <translation>Nichts im Verlauf enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Forget all requests of this workspace; there is an Undo</source>
        <translation>Alle Anfragen dieses Arbeitsordners vergessen; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche aufheben</translation>
    </message>
    <message>
        <source>History, %1</source>
        <translation>Verlauf, %1</translation>
    </message>
    <message>
        <source>Take it out of the history; there is an Undo</source>
        <translation>Sie aus dem Verlauf nehmen; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Neue Anfrage</translation>
    </message>
    <message>
        <source>With their answers at most %1; the oldest go first</source>
        <translation>Mit ihren Antworten höchstens %1; die ältesten gehen zuerst</translation>
    </message>
    <message>
        <source>%1 of at most %2</source>
        <translation>%1 von höchstens %2</translation>
    </message>
</context>
<context>
    <name>gw::panes::LogPane</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Info and above</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>Filter: a regular expression</source>
        <translation>Filter: ein regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>Das Log filtern</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write the lines that are shown to a file</source>
        <translation>Die gezeigten Zeilen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>%1 of at most %2</source>
        <translation>%1 von höchstens %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Copied %1 lines</source>
        <translation>%1 Zeilen kopiert</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Ältere</translation>
    </message>
    <message>
        <source>Show the lines for which the list has no room</source>
        <translation>Die Zeilen zeigen, für die in der Liste kein Platz ist</translation>
    </message>
    <message>
        <source>   %1 older ones on the disk (%2)</source>
        <translation>   %1 ältere auf der Platte (%2)</translation>
    </message>
    <message>
        <source>   %1 lost</source>
        <translation>   %1 verloren</translation>
    </message>
    <message>
        <source>Source of the lines</source>
        <translation>Quelle der Zeilen</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>The filter hides all lines.</source>
        <translation>Der Filter verbirgt alle Zeilen.</translation>
    </message>
    <message>
        <source>The engine has not logged anything yet.</source>
        <translation>Die Engine hat noch nichts ins Log geschrieben.</translation>
    </message>
    <message>
        <source>This is not a regular expression: %1</source>
        <translation>Das ist kein regulärer Ausdruck: %1</translation>
    </message>
    <message>
        <source>Put a %1 before a character that is meant as it is</source>
        <translation>Setzen Sie %1 vor ein Zeichen, das für sich selbst steht</translation>
    </message>
    <message>
        <source>The list of log lines was cleared.</source>
        <translation>Die Liste der Logzeilen wurde geleert.</translation>
    </message>
    <message>
        <source>Empty the list; there is an Undo</source>
        <translation>Die Liste leeren; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Neue Anfrage</translation>
    </message>
    <message>
        <source>%1, workspace %2</source>
        <translation>%1, Arbeitsordner %2</translation>
    </message>
    <message>
        <source>Connected again: %1</source>
        <translation>Wieder verbunden: %1</translation>
    </message>
    <message>
        <source>From here on: %1</source>
        <translation>Ab hier: %1</translation>
    </message>
</context>
<context>
    <name>gw::panes::MetricsPane</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>4xx</source>
        <translation>4xx</translation>
    </message>
    <message>
        <source>5xx</source>
        <translation>5xx</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Plugin hooks</source>
        <translation>Plugin-Hooks</translation>
    </message>
    <message>
        <source>No API uses a plugin.</source>
        <translation>Keine API benutzt ein Plugin.</translation>
    </message>
    <message>
        <source>What the charts show</source>
        <translation>Was die Diagramme zeigen</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>Letzte Minute</translation>
    </message>
    <message>
        <source>Last 5 minutes</source>
        <translation>Letzte 5 Minuten</translation>
    </message>
    <message>
        <source>Last 15 minutes</source>
        <translation>Letzte 15 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Time that the charts show</source>
        <translation>Zeit, die die Diagramme zeigen</translation>
    </message>
    <message>
        <source>Hold the charts still; dragging and zooming do it too</source>
        <translation>Die Diagramme anhalten; Ziehen und Zoomen tun es auch</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>All APIs</source>
        <translation>Alle APIs</translation>
    </message>
    <message>
        <source>API %1</source>
        <translation>API %1</translation>
    </message>
    <message>
        <source>Hook %1</source>
        <translation>Hook %1</translation>
    </message>
    <message>
        <source>No traffic in the last %1 min</source>
        <translation>Kein Verkehr in den letzten %1 min</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>2xx</source>
        <translation>2xx</translation>
    </message>
    <message>
        <source>3xx</source>
        <translation>3xx</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>kB/s</source>
        <translation>kB/s</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Write what the charts show to a CSV file</source>
        <translation>In eine CSV-Datei schreiben, was die Diagramme zeigen</translation>
    </message>
    <message>
        <source>1 s</source>
        <translation>1 s</translation>
    </message>
    <message>
        <source>10 s</source>
        <translation>10 s</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>Time that each point of the charts stands for</source>
        <translation>Zeit, für die jeder Punkt der Diagramme steht</translation>
    </message>
    <message>
        <source>Send a request</source>
        <translation>Eine Anfrage senden</translation>
    </message>
    <message>
        <source>New plugin</source>
        <translation>Neues Plugin</translation>
    </message>
</context>
<context>
    <name>gw::panes::OlderLogPage</name>
    <message>
        <source>Save...</source>
        <translation>Speichern...</translation>
    </message>
    <message>
        <source>There are no older lines any more.</source>
        <translation>Es gibt keine älteren Zeilen mehr.</translation>
    </message>
    <message>
        <source>Older log lines</source>
        <translation>Ältere Logzeilen</translation>
    </message>
    <message>
        <source>Reading the older lines</source>
        <translation>Die älteren Zeilen werden gelesen</translation>
    </message>
    <message>
        <source>Cancelled: these are the oldest lines only.</source>
        <translation>Abgebrochen: Das sind nur die ältesten Zeilen.</translation>
    </message>
    <message>
        <source>Nothing was read before it was cancelled.</source>
        <translation>Bis zum Abbrechen wurde nichts gelesen.</translation>
    </message>
    <message>
        <source>Find...</source>
        <translation>Suchen...</translation>
    </message>
</context>
<context>
    <name>gw::panes::PaneTools</name>
    <message>
        <source>More tools</source>
        <translation>Weitere Werkzeuge</translation>
    </message>
</context>
<context>
    <name>gw::panes::ProblemsPane</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No problems: every API and every plugin is loaded.</source>
        <translation>Keine Probleme: Jede API und jedes Plugin ist geladen.</translation>
    </message>
    <message>
        <source>&amp;Show where</source>
        <translation>Stelle &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Quick fix</source>
        <translation>&amp;Korrektur</translation>
    </message>
    <message>
        <source>The engine did not start: %1</source>
        <translation>Die Engine ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>The engine does not answer: no API and no plugin is checked.</source>
        <translation>Die Engine antwortet nicht: Keine API und kein Plugin ist geprüft.</translation>
    </message>
</context>
<context>
    <name>gw::panes::RecordDetail</name>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Anfrage-ID</translation>
    </message>
    <message>
        <source>Facts of the request</source>
        <translation>Angaben zur Anfrage</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Bearbeiten und neu senden</translation>
    </message>
    <message>
        <source>Selected request</source>
        <translation>Ausgewählte Anfrage</translation>
    </message>
    <message>
        <source>Select a request.</source>
        <translation>Eine Anfrage auswählen.</translation>
    </message>
    <message>
        <source>%1 in all, %2 of it in the gateway &amp;nbsp; %3</source>
        <translation>%1 insgesamt, davon %2 im Gateway &amp;nbsp; %3</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Send it again at once, in a tab of its own</source>
        <translation>Sofort noch einmal senden, in einem eigenen Tab</translation>
    </message>
</context>
<context>
    <name>gw::panes::SavedFilters</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filters that were kept</source>
        <translation>Gemerkte Filter</translation>
    </message>
    <message>
        <source>&amp;Keep this filter</source>
        <translation>Diesen Filter &amp;merken</translation>
    </message>
    <message>
        <source>&amp;Forget this filter</source>
        <translation>Diesen Filter &amp;vergessen</translation>
    </message>
</context>
<context>
    <name>gw::panes::TestPane</name>
    <message>
        <source>Run all</source>
        <translation>Alle ausführen</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Test results</source>
        <translation>Testergebnisse</translation>
    </message>
    <message>
        <source>Nothing was run yet. &quot;Run all&quot; sends the requests of the collections and checks the answers, as &quot;gatewright run&quot; does.</source>
        <translation>Noch wurde nichts ausgeführt. „Alle ausführen“ sendet die Anfragen der Sammlungen und prüft die Antworten, wie „gatewright run“.</translation>
    </message>
    <message>
        <source>Send all requests of the collections and check the answers</source>
        <translation>Alle Anfragen der Sammlungen senden und die Antworten prüfen</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Show only what failed</source>
        <translation>Nur zeigen, was fehlgeschlagen ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Den Lauf anhalten</translation>
    </message>
    <message>
        <source>Run the same files again</source>
        <translation>Dieselben Dateien noch einmal ausführen</translation>
    </message>
    <message>
        <source>%1 requests, %2 checks</source>
        <translation>%1 Anfragen, %2 Prüfungen</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>running...</source>
        <translation>läuft...</translation>
    </message>
    <message>
        <source>all passed</source>
        <translation>alle erfüllt</translation>
    </message>
    <message>
        <source>%1 not checked</source>
        <translation>%1 nicht geprüft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>   %1 older rows dropped, of at most %2</source>
        <translation>   %1 ältere Zeilen verworfen, von höchstens %2</translation>
    </message>
</context>
<context>
    <name>gw::panes::TrafficPane</name>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>No traffic yet. Send a request to the gateway: it appears here, with what every step did to it.</source>
        <translation>Noch kein Verkehr. Eine Anfrage an das Gateway senden: Sie erscheint hier, mit dem, was jeder Schritt mit ihr tat.</translation>
    </message>
    <message>
        <source>Filter: status&gt;=500 api:demo dur&gt;20ms</source>
        <translation>Filter: status&gt;=500 api:demo dur&gt;20ms</translation>
    </message>
    <message>
        <source>Filter the traffic</source>
        <translation>Den Verkehr filtern</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Export as &amp;HAR...</source>
        <translation>Als &amp;HAR exportieren...</translation>
    </message>
    <message>
        <source>Export as &amp;CSV...</source>
        <translation>Als &amp;CSV exportieren...</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write the rows that are shown to a file</source>
        <translation>Die gezeigten Zeilen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Edit and send again</source>
        <translation>&amp;Bearbeiten und neu senden</translation>
    </message>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>Als c&amp;url kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy as lines</source>
        <translation>Als &amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Only this &amp;API</source>
        <translation>Nur diese &amp;API</translation>
    </message>
    <message>
        <source>Only this &amp;status</source>
        <translation>Nur dieser &amp;Status</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>   %1 older ones dropped</source>
        <translation>   %1 ältere verworfen</translation>
    </message>
    <message>
        <source>Copied as curl</source>
        <translation>Als curl kopiert</translation>
    </message>
    <message>
        <source>Copied %1 lines</source>
        <translation>%1 Zeilen kopiert</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare two chosen requests, line by line</source>
        <translation>Zwei gewählte Anfragen Zeile für Zeile vergleichen</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Neue Anfrage</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>The filter hides all requests.</source>
        <translation>Der Filter verbirgt alle Anfragen.</translation>
    </message>
    <message>
        <source>Traffic, %1</source>
        <translation>Verkehr, %1</translation>
    </message>
    <message>
        <source>That request is not in the list any more</source>
        <translation>Diese Anfrage ist nicht mehr in der Liste</translation>
    </message>
    <message>
        <source>&amp;Break on such requests</source>
        <translation>&amp;An solchen Anfragen anhalten</translation>
    </message>
    <message>
        <source>Choose a request in the list first</source>
        <translation>Wählen Sie zuerst eine Anfrage in der Liste</translation>
    </message>
    <message>
        <source>Choose two requests in the list first</source>
        <translation>Wählen Sie zuerst zwei Anfragen in der Liste</translation>
    </message>
    <message>
        <source>The list of traffic was cleared.</source>
        <translation>Die Liste des Verkehrs wurde geleert.</translation>
    </message>
    <message>
        <source>Empty the list; there is an Undo</source>
        <translation>Die Liste leeren; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Open Metrics</source>
        <translation>Metriken öffnen</translation>
    </message>
    <message>
        <source>   %1 missing</source>
        <translation>   %1 fehlen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) are not in this list: more came at once than the engine tells one by one. Metrics count all of them.</source>
        <translation>
            <numerusform>%Ln Anfrage steht nicht in dieser Liste: Es kamen mehr auf einmal, als die Engine einzeln meldet. Die Metriken zählen alle.</numerusform>
            <numerusform>%Ln Anfragen stehen nicht in dieser Liste: Es kamen mehr auf einmal, als die Engine einzeln meldet. Die Metriken zählen alle.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::request_form::AssertionsModel</name>
    <message>
        <source>what...</source>
        <translation>was...</translation>
    </message>
    <message>
        <source>Not an assertion: %1</source>
        <translation>Keine Prüfung: %1</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Name or query</source>
        <translation>Name oder Abfrage</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>No fact about the gateway: %1</source>
        <translation>Keine Tatsache über das Gateway: %1</translation>
    </message>
    <message>
        <source>Not a header line: %1</source>
        <translation>Keine Header-Zeile: %1</translation>
    </message>
    <message>
        <source>A header line stands below HTTP, an assertion below [Asserts]: add it in the last row</source>
        <translation>Eine Header-Zeile steht unter HTTP, eine Prüfung unter [Asserts]: Fügen Sie sie in der letzten Zeile hinzu</translation>
    </message>
</context>
<context>
    <name>gw::request_form::AssertionsTable</name>
    <message>
        <source>Assertions</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>The text has to be mended first: it cannot be read.</source>
        <translation>Der Text ist nicht lesbar: Berichtigen Sie ihn zuerst.</translation>
    </message>
</context>
<context>
    <name>gw::request_form::AuthEditor</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>Basic</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Kind of credentials</source>
        <translation>Art der Anmeldung</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Signs for</source>
        <translation>Signiert für</translation>
    </message>
    <message>
        <source>NTLM</source>
        <translation>NTLM</translation>
    </message>
    <message>
        <source>AWS signature 4</source>
        <translation>AWS-Signatur 4</translation>
    </message>
    <message>
        <source>Providers, region and service, as curl&apos;s --aws-sigv4 takes them</source>
        <translation>Anbieter, Region und Dienst, wie curls --aws-sigv4 sie nimmt</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Sent in</source>
        <translation>Gesendet in</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Query</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>gw::request_form::BodyEditor</name>
    <message>
        <source>Form fields</source>
        <translation>Formularfelder</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>XML</source>
        <translation>XML</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Multipart form</source>
        <translation>Mehrteiliges Formular</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Wie in der Datei</translation>
    </message>
    <message>
        <source>Kind of body</source>
        <translation>Art des Bodys</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>Body der Anfrage</translation>
    </message>
    <message>
        <source>File of the body</source>
        <translation>Datei mit dem Body</translation>
    </message>
    <message>
        <source>A path, relative to the request&apos;s folder</source>
        <translation>Ein Pfad, vom Ordner der Anfrage aus</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Auswählen...</translation>
    </message>
    <message>
        <source>No body is sent.</source>
        <translation>Es wird kein Body gesendet.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formatieren</translation>
    </message>
    <message>
        <source>Indent the JSON</source>
        <translation>Das JSON einrücken</translation>
    </message>
</context>
<context>
    <name>gw::request_form::ExpectationRow</name>
    <message>
        <source>request header</source>
        <translation>Anfrage-Header</translation>
    </message>
    <message>
        <source>header line</source>
        <translation>Header-Zeile</translation>
    </message>
</context>
<context>
    <name>gw::request_form::LineTable</name>
    <message>
        <source>%1 as text</source>
        <translation>%1 als Text</translation>
    </message>
    <message>
        <source>Name: value on each line; # in front keeps a line without sending it</source>
        <translation>Je Zeile Name: Wert; mit # davor bleibt eine Zeile, ohne gesendet zu werden</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Als Text</translation>
    </message>
    <message>
        <source>Edit all rows as lines of text</source>
        <translation>Alle Zeilen als Text bearbeiten</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Datei...</translation>
    </message>
    <message>
        <source>Send a file as the selected part, or as a new one</source>
        <translation>Eine Datei als den gewählten Teil senden, oder als neuen</translation>
    </message>
    <message>
        <source>File of the part</source>
        <translation>Datei des Teils</translation>
    </message>
</context>
<context>
    <name>gw::request_form::LineTableModel</name>
    <message>
        <source>name...</source>
        <translation>Name...</translation>
    </message>
    <message>
        <source>value...</source>
        <translation>Wert...</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Type of the content</source>
        <translation>Typ des Inhalts</translation>
    </message>
    <message>
        <source>Text or path of the file</source>
        <translation>Text oder Pfad der Datei</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>in the URL</source>
        <translation>in der URL</translation>
    </message>
    <message>
        <source>This is not UTF-8, and is shown as the URL spells it. It cannot be turned off: outside the URL it would be sent as other bytes. Remove it instead.</source>
        <translation>Das ist kein UTF-8 und steht hier so, wie es in der URL geschrieben ist. Es lässt sich nicht ausschalten: Außerhalb der URL würden andere Bytes gesendet. Entfernen Sie es stattdessen.</translation>
    </message>
</context>
<context>
    <name>gw::request_form::OptionWords</name>
    <message>
        <source>There is no option %1</source>
        <translation>Es gibt keine Option %1</translation>
    </message>
    <message>
        <source>There is no option %1. %2</source>
        <translation>Es gibt keine Option %1. %2</translation>
    </message>
    <message>
        <source>%1 takes %2</source>
        <translation>%1 nimmt %2</translation>
    </message>
    <message>
        <source>%1 takes %2, not &apos;%3&apos;</source>
        <translation>%1 nimmt %2, nicht „%3“</translation>
    </message>
    <message>
        <source>Follow redirects.</source>
        <translation>Umleitungen folgen.</translation>
    </message>
    <message>
        <source>Follow redirects, and send credentials to other hosts too.</source>
        <translation>Umleitungen folgen und Zugangsdaten auch an andere Hosts senden.</translation>
    </message>
    <message>
        <source>At most so many redirects; -1 is no limit.</source>
        <translation>Höchstens so viele Umleitungen; -1 heißt ohne Grenze.</translation>
    </message>
    <message>
        <source>Stay with POST after a redirect with status 301.</source>
        <translation>Nach einer Umleitung mit Status 301 bei POST bleiben.</translation>
    </message>
    <message>
        <source>Stay with POST after a redirect with status 302.</source>
        <translation>Nach einer Umleitung mit Status 302 bei POST bleiben.</translation>
    </message>
    <message>
        <source>Stay with POST after a redirect with status 303.</source>
        <translation>Nach einer Umleitung mit Status 303 bei POST bleiben.</translation>
    </message>
    <message>
        <source>Give up when there is no connection after this time.</source>
        <translation>Aufgeben, wenn nach dieser Zeit keine Verbindung steht.</translation>
    </message>
    <message>
        <source>Give up when the whole request takes longer.</source>
        <translation>Aufgeben, wenn die ganze Anfrage länger dauert.</translation>
    </message>
    <message>
        <source>Send and receive at most so many bytes a second.</source>
        <translation>Höchstens so viele Bytes je Sekunde senden und empfangen.</translation>
    </message>
    <message>
        <source>Refuse an answer whose body is larger.</source>
        <translation>Eine Antwort mit größerem Body ablehnen.</translation>
    </message>
    <message>
        <source>Speak HTTP/1.0.</source>
        <translation>HTTP/1.0 sprechen.</translation>
    </message>
    <message>
        <source>Speak HTTP/1.1.</source>
        <translation>HTTP/1.1 sprechen.</translation>
    </message>
    <message>
        <source>Speak HTTP/2 where the server can.</source>
        <translation>HTTP/2 sprechen, wo der Server es kann.</translation>
    </message>
    <message>
        <source>Speak HTTP/2 from the first byte, also without TLS.</source>
        <translation>HTTP/2 vom ersten Byte an sprechen, auch ohne TLS.</translation>
    </message>
    <message>
        <source>Speak HTTP/3 where the server can.</source>
        <translation>HTTP/3 sprechen, wo der Server es kann.</translation>
    </message>
    <message>
        <source>Ask for a compressed answer, and unpack it.</source>
        <translation>Um eine gepackte Antwort bitten und sie entpacken.</translation>
    </message>
    <message>
        <source>Send one more header.</source>
        <translation>Einen weiteren Header senden.</translation>
    </message>
    <message>
        <source>Leave /../ and /./ in the path.</source>
        <translation>/../ und /./ im Pfad lassen.</translation>
    </message>
    <message>
        <source>Send this in place of the URL&apos;s path and query.</source>
        <translation>Dies statt Pfad und Abfrage der URL senden.</translation>
    </message>
    <message>
        <source>Name and password for the server.</source>
        <translation>Name und Passwort für den Server.</translation>
    </message>
    <message>
        <source>Use the strongest scheme of credentials that the server offers.</source>
        <translation>Das stärkste Anmeldeverfahren benutzen, das der Server anbietet.</translation>
    </message>
    <message>
        <source>Send the credentials by Digest.</source>
        <translation>Die Zugangsdaten mit Digest senden.</translation>
    </message>
    <message>
        <source>Send the credentials by NTLM.</source>
        <translation>Die Zugangsdaten mit NTLM senden.</translation>
    </message>
    <message>
        <source>Send the credentials by Negotiate (Kerberos).</source>
        <translation>Die Zugangsdaten mit Negotiate (Kerberos) senden.</translation>
    </message>
    <message>
        <source>Sign for AWS: provider:provider:region:service.</source>
        <translation>Für AWS signieren: Anbieter:Anbieter:Region:Dienst.</translation>
    </message>
    <message>
        <source>Take credentials from ~/.netrc.</source>
        <translation>Zugangsdaten aus ~/.netrc nehmen.</translation>
    </message>
    <message>
        <source>Take credentials from this file.</source>
        <translation>Zugangsdaten aus dieser Datei nehmen.</translation>
    </message>
    <message>
        <source>Take credentials from ~/.netrc unless the URL has some.</source>
        <translation>Zugangsdaten aus ~/.netrc nehmen, wenn die URL keine hat.</translation>
    </message>
    <message>
        <source>Accept every certificate of the server.</source>
        <translation>Jedes Zertifikat des Servers annehmen.</translation>
    </message>
    <message>
        <source>Trust the authorities in this file.</source>
        <translation>Den Zertifizierungsstellen in dieser Datei vertrauen.</translation>
    </message>
    <message>
        <source>Trust the authorities in this folder, as c_rehash makes it.</source>
        <translation>Den Zertifizierungsstellen in diesem Ordner vertrauen, wie c_rehash ihn anlegt.</translation>
    </message>
    <message>
        <source>Show this client certificate.</source>
        <translation>Dieses Client-Zertifikat zeigen.</translation>
    </message>
    <message>
        <source>What the file of the client certificate is; PEM unless said.</source>
        <translation>Was die Datei des Client-Zertifikats ist; ohne Angabe PEM.</translation>
    </message>
    <message>
        <source>The private key of the client certificate.</source>
        <translation>Der private Schlüssel des Client-Zertifikats.</translation>
    </message>
    <message>
        <source>What the file of the key is; PEM unless said.</source>
        <translation>Was die Datei des Schlüssels ist; ohne Angabe PEM.</translation>
    </message>
    <message>
        <source>The password of the key, or of a certificate in P12.</source>
        <translation>Das Passwort des Schlüssels oder eines Zertifikats in P12.</translation>
    </message>
    <message>
        <source>Accept this public key only: a file, or sha256//...</source>
        <translation>Nur diesen öffentlichen Schlüssel annehmen: eine Datei oder sha256//...</translation>
    </message>
    <message>
        <source>Use TLS 1.0 or newer.</source>
        <translation>TLS 1.0 oder neuer benutzen.</translation>
    </message>
    <message>
        <source>Use TLS 1.1 or newer.</source>
        <translation>TLS 1.1 oder neuer benutzen.</translation>
    </message>
    <message>
        <source>Use TLS 1.2 or newer.</source>
        <translation>TLS 1.2 oder neuer benutzen.</translation>
    </message>
    <message>
        <source>Use TLS 1.3 or newer.</source>
        <translation>TLS 1.3 oder neuer benutzen.</translation>
    </message>
    <message>
        <source>Use no newer TLS than this.</source>
        <translation>Kein neueres TLS als dieses benutzen.</translation>
    </message>
    <message>
        <source>Offer these ciphers up to TLS 1.2, with colons between.</source>
        <translation>Bis TLS 1.2 diese Chiffren anbieten, mit Doppelpunkten dazwischen.</translation>
    </message>
    <message>
        <source>Offer these ciphers for TLS 1.3, with colons between.</source>
        <translation>Für TLS 1.3 diese Chiffren anbieten, mit Doppelpunkten dazwischen.</translation>
    </message>
    <message>
        <source>Connect by IPv4 only.</source>
        <translation>Nur über IPv4 verbinden.</translation>
    </message>
    <message>
        <source>Connect by IPv6 only.</source>
        <translation>Nur über IPv6 verbinden.</translation>
    </message>
    <message>
        <source>Take this address for a host and port: host:port:address.</source>
        <translation>Diese Adresse für Host und Port nehmen: Host:Port:Adresse.</translation>
    </message>
    <message>
        <source>Connect to another host: host:port:other-host:port.</source>
        <translation>Mit einem anderen Host verbinden: Host:Port:anderer-Host:Port.</translation>
    </message>
    <message>
        <source>Connect from this interface, or this address of the machine.</source>
        <translation>Von dieser Schnittstelle oder dieser Adresse des Rechners aus verbinden.</translation>
    </message>
    <message>
        <source>Connect to this socket of the file system.</source>
        <translation>Mit diesem Socket des Dateisystems verbinden.</translation>
    </message>
    <message>
        <source>Send through this proxy.</source>
        <translation>Über diesen Proxy senden.</translation>
    </message>
    <message>
        <source>Hosts that are asked without the proxy.</source>
        <translation>Hosts, die ohne den Proxy gefragt werden.</translation>
    </message>
    <message>
        <source>Reach the proxy through this one, which speaks SOCKS.</source>
        <translation>Den Proxy durch diesen erreichen, der SOCKS spricht.</translation>
    </message>
    <message>
        <source>Name and password for the proxy.</source>
        <translation>Name und Passwort für den Proxy.</translation>
    </message>
    <message>
        <source>Send one more header to the proxy only.</source>
        <translation>Einen weiteren Header nur an den Proxy senden.</translation>
    </message>
    <message>
        <source>Ask the proxy for a tunnel (CONNECT), also for http://.</source>
        <translation>Den Proxy um einen Tunnel bitten (CONNECT), auch bei http://.</translation>
    </message>
    <message>
        <source>Accept every certificate of the proxy.</source>
        <translation>Jedes Zertifikat des Proxys annehmen.</translation>
    </message>
    <message>
        <source>Trust the authorities in this file for the proxy.</source>
        <translation>Beim Proxy den Zertifizierungsstellen in dieser Datei vertrauen.</translation>
    </message>
    <message>
        <source>Set a variable for this request and those behind it: name=value.</source>
        <translation>Eine Variable für diese Anfrage und die danach setzen: Name=Wert.</translation>
    </message>
    <message>
        <source>In a test run: wait before it is sent.</source>
        <translation>Im Testlauf: vor dem Senden warten.</translation>
    </message>
    <message>
        <source>In a test run: send it so many times.</source>
        <translation>Im Testlauf: so oft senden.</translation>
    </message>
    <message>
        <source>In a test run: try again when it fails; -1 is until it passes.</source>
        <translation>Im Testlauf: nach einem Fehlschlag wiederholen; -1 heißt, bis es gelingt.</translation>
    </message>
    <message>
        <source>In a test run: wait between two tries.</source>
        <translation>Im Testlauf: zwischen zwei Versuchen warten.</translation>
    </message>
    <message>
        <source>In a test run: do not send it.</source>
        <translation>Im Testlauf: nicht senden.</translation>
    </message>
    <message>
        <source>In a test run: write the body of the answer to this file.</source>
        <translation>Im Testlauf: den Body der Antwort in diese Datei schreiben.</translation>
    </message>
    <message>
        <source>Of the hurl tool: say more. The console has a log of each request.</source>
        <translation>Für das Programm hurl: mehr sagen. Die Konsole hat ein Log jeder Anfrage.</translation>
    </message>
    <message>
        <source>Of the hurl tool: say most. The console has a log of each request.</source>
        <translation>Für das Programm hurl: am meisten sagen. Die Konsole hat ein Log jeder Anfrage.</translation>
    </message>
    <message>
        <source>&amp;Redirects</source>
        <translation>&amp;Umleitungen</translation>
    </message>
    <message>
        <source>&amp;Time and size</source>
        <translation>&amp;Zeit und Größe</translation>
    </message>
    <message>
        <source>&amp;Version of HTTP</source>
        <translation>&amp;Version von HTTP</translation>
    </message>
    <message>
        <source>&amp;What is sent</source>
        <translation>&amp;Was gesendet wird</translation>
    </message>
    <message>
        <source>&amp;Credentials</source>
        <translation>Zu&amp;gangsdaten</translation>
    </message>
    <message>
        <source>TLS: &amp;certificates</source>
        <translation>TLS: Zertifi&amp;kate</translation>
    </message>
    <message>
        <source>TLS: &amp;oldest version</source>
        <translation>TLS: &amp;älteste Version</translation>
    </message>
    <message>
        <source>TLS: &amp;newest version</source>
        <translation>TLS: &amp;neueste Version</translation>
    </message>
    <message>
        <source>TLS: c&amp;iphers</source>
        <translation>TLS: Ch&amp;iffren</translation>
    </message>
    <message>
        <source>Co&amp;nnection</source>
        <translation>Ver&amp;bindung</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>T&amp;est runs</source>
        <translation>&amp;Testläufe</translation>
    </message>
</context>
<context>
    <name>gw::request_form::OptionsTable</name>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>File of the option</source>
        <translation>Datei der Option</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>All options that there are, and what they do</source>
        <translation>Alle Optionen, die es gibt, und was sie tun</translation>
    </message>
</context>
<context>
    <name>gw::request_form::RequestEditor</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Expectations</source>
        <translation>Erwartungen</translation>
    </message>
    <message>
        <source>Expectations begin with a line such as HTTP 200</source>
        <translation>Erwartungen beginnen mit einer Zeile wie HTTP 200</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Auth</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Tests</translation>
    </message>
</context>
<context>
    <name>gw::request_form::UrlBar</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>http://host:port/path, or paste a curl command</source>
        <translation>http://host:port/pfad, oder einen curl-Befehl einfügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Cancel the request</source>
        <translation>Die Anfrage abbrechen</translation>
    </message>
    <message>
        <source>Send the request</source>
        <translation>Die Anfrage senden</translation>
    </message>
</context>
<context>
    <name>gw::requests::Words</name>
    <message>
        <source>The JSON body is not closed</source>
        <translation>Der JSON-Body ist nicht geschlossen</translation>
    </message>
    <message>
        <source>The XML body cannot be read: %1</source>
        <translation>Der XML-Body lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>This port speaks no TLS: write http:// in place of https://</source>
        <translation>Dieser Port spricht kein TLS: schreiben Sie http:// statt https://</translation>
    </message>
    <message>
        <source>Allow another version of TLS (tlsv1.2, tls-max)</source>
        <translation>Erlauben Sie eine andere Version von TLS (tlsv1.2, tls-max)</translation>
    </message>
    <message>
        <source>The tab Log tells how far the handshake came. A port without TLS wants http://</source>
        <translation>Der Tab „Log“ zeigt, wie weit der Handshake kam. Ein Port ohne TLS will http://</translation>
    </message>
    <message>
        <source>Renew the server&apos;s certificate, or do not verify it (insecure: true)</source>
        <translation>Erneuern Sie das Zertifikat des Servers, oder prüfen Sie es nicht (insecure: true)</translation>
    </message>
    <message>
        <source>Set this machine&apos;s clock, or do not verify the certificate (insecure: true)</source>
        <translation>Stellen Sie die Uhr dieses Rechners, oder prüfen Sie das Zertifikat nicht (insecure: true)</translation>
    </message>
    <message>
        <source>Ask for a name that the certificate has (resolve), or do not verify it (insecure: true)</source>
        <translation>Fragen Sie nach einem Namen, den das Zertifikat hat (resolve), oder prüfen Sie es nicht (insecure: true)</translation>
    </message>
    <message>
        <source>Give its certificate authority (cacert), or do not verify (insecure: true)</source>
        <translation>Geben Sie seine Zertifizierungsstelle an (cacert), oder prüfen Sie es nicht (insecure: true)</translation>
    </message>
    <message>
        <source>Is the file of cacert there, with certificates in PEM?</source>
        <translation>Ist die Datei von cacert da, mit Zertifikaten in PEM?</translation>
    </message>
    <message>
        <source>What answers speaks no HTTP; a port with TLS wants https://</source>
        <translation>Was da antwortet, spricht kein HTTP; ein Port mit TLS will https://</translation>
    </message>
    <message>
        <source>Write http:// or https://</source>
        <translation>Schreiben Sie http:// oder https://</translation>
    </message>
    <message>
        <source>Is the server running? Does the port in the URL match?</source>
        <translation>Läuft der Server? Stimmt der Port in der URL?</translation>
    </message>
    <message>
        <source>Is the name spelled right? The option resolve gives it an address: name:port:address</source>
        <translation>Ist der Name richtig geschrieben? Die Option resolve gibt ihm eine Adresse: name:port:adresse</translation>
    </message>
    <message>
        <source>Is the name in the option proxy spelled right?</source>
        <translation>Ist der Name in der Option proxy richtig geschrieben?</translation>
    </message>
    <message>
        <source>A URL is spelled http://host:port/path</source>
        <translation>Eine URL schreibt sich http://host:port/pfad</translation>
    </message>
    <message>
        <source>The server closed the connection; one with TLS on this port wants https://</source>
        <translation>Der Server hat die Verbindung geschlossen; einer mit TLS auf diesem Port will https://</translation>
    </message>
    <message>
        <source>Raise max-redirs, or see without location where it leads</source>
        <translation>Erhöhen Sie max-redirs, oder sehen Sie ohne location nach, wohin es führt</translation>
    </message>
    <message>
        <source>Try http1.1: true</source>
        <translation>Versuchen Sie http1.1: true</translation>
    </message>
    <message>
        <source>No connection to the server</source>
        <translation>Keine Verbindung zum Server</translation>
    </message>
    <message>
        <source>The host&apos;s name has no address</source>
        <translation>Der Name des Hosts hat keine Adresse</translation>
    </message>
    <message>
        <source>The proxy&apos;s name has no address</source>
        <translation>Der Name des Proxys hat keine Adresse</translation>
    </message>
    <message>
        <source>The time is up</source>
        <translation>Die Zeit ist abgelaufen</translation>
    </message>
    <message>
        <source>This is no URL</source>
        <translation>Das ist keine URL</translation>
    </message>
    <message>
        <source>This protocol is not spoken here</source>
        <translation>Dieses Protokoll wird hier nicht gesprochen</translation>
    </message>
    <message>
        <source>The TLS handshake failed</source>
        <translation>Der TLS-Handshake ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut</translation>
    </message>
    <message>
        <source>The client&apos;s certificate is of no use</source>
        <translation>Das Zertifikat des Clients ist nicht brauchbar</translation>
    </message>
    <message>
        <source>The file of the authorities is of no use</source>
        <translation>Die Datei der Zertifizierungsstellen ist nicht brauchbar</translation>
    </message>
    <message>
        <source>The server closed the connection</source>
        <translation>Der Server hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>Too many redirects</source>
        <translation>Zu viele Umleitungen</translation>
    </message>
    <message>
        <source>HTTP/2 went wrong</source>
        <translation>HTTP/2 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The transfer failed</source>
        <translation>Die Übertragung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>-F %1: no part</source>
        <translation>-F %1: kein Teil</translation>
    </message>
    <message>
        <source>-F %1: the file&apos;s content is sent as a file</source>
        <translation>-F %1: der Inhalt der Datei wird als Datei gesendet</translation>
    </message>
    <message>
        <source>%1: only the first file is sent</source>
        <translation>%1: nur die erste Datei wird gesendet</translation>
    </message>
    <message>
        <source>-F %1: the type %2 of a text is not kept</source>
        <translation>-F %1: der Typ %2 eines Textes wird nicht behalten</translation>
    </message>
    <message>
        <source>The URL is a pattern for curl; it is sent as it stands</source>
        <translation>Die URL ist für curl ein Muster; sie wird gesendet, wie sie dasteht</translation>
    </message>
    <message>
        <source>The command has no URL</source>
        <translation>Der Befehl hat keine URL</translation>
    </message>
    <message>
        <source>A second URL: %1</source>
        <translation>Eine zweite URL: %1</translation>
    </message>
    <message>
        <source>The option %1 needs a value</source>
        <translation>Die Option %1 braucht einen Wert</translation>
    </message>
    <message>
        <source>%1: unknown</source>
        <translation>%1: unbekannt</translation>
    </message>
    <message>
        <source>%1: it is off unless it is turned on</source>
        <translation>%1: das ist aus, solange es niemand einschaltet</translation>
    </message>
    <message>
        <source>%1: about what curl prints</source>
        <translation>%1: betrifft die Ausgabe von curl</translation>
    </message>
    <message>
        <source>%1 &apos;&apos;: there is no proxy unless one is given</source>
        <translation>%1 &apos;&apos;: es gibt keinen Proxy, wenn keiner genannt ist</translation>
    </message>
    <message>
        <source>-e ;auto: redirects get no Referer of their own</source>
        <translation>-e ;auto: Umleitungen bekommen keinen eigenen Referer</translation>
    </message>
    <message>
        <source>-b %1: the file with cookies is not read</source>
        <translation>-b %1: die Datei mit Cookies wird nicht gelesen</translation>
    </message>
    <message>
        <source>Only one file can be the body; %1 is left out</source>
        <translation>Nur eine Datei kann der Body sein; %1 fällt weg</translation>
    </message>
    <message>
        <source>-d @%1: the file is sent as it is, with its line ends</source>
        <translation>-d @%1: die Datei wird gesendet, wie sie ist, mit ihren Zeilenenden</translation>
    </message>
    <message>
        <source>%1: the file is not read</source>
        <translation>%1: die Datei wird nicht gelesen</translation>
    </message>
    <message>
        <source>This is no curl command</source>
        <translation>Das ist kein Befehl für curl</translation>
    </message>
    <message>
        <source>-H %1: no header</source>
        <translation>-H %1: kein Header</translation>
    </message>
    <message>
        <source>-H &apos;%1&apos;: takes away a header that curl sends by itself</source>
        <translation>-H &apos;%1&apos;: nimmt einen Header weg, den curl von selbst sendet</translation>
    </message>
    <message>
        <source>--%1 %2: no number of bytes</source>
        <translation>--%1 %2: keine Anzahl von Bytes</translation>
    </message>
    <message>
        <source>-u %1: curl asks for the password, here there is none</source>
        <translation>-u %1: curl fragt nach dem Passwort, hier gibt es keines</translation>
    </message>
    <message>
        <source>The method %1 is sent as %2</source>
        <translation>Die Methode %1 wird als %2 gesendet</translation>
    </message>
    <message>
        <source>The text &apos;%1&apos; beside the file %2 is left out</source>
        <translation>Der Text „%1“ neben der Datei %2 fällt weg</translation>
    </message>
    <message>
        <source>The standard input cannot be the body</source>
        <translation>Die Standardeingabe kann nicht der Body sein</translation>
    </message>
    <message>
        <source>about what curl prints</source>
        <translation>betrifft die Ausgabe von curl</translation>
    </message>
    <message>
        <source>about files that curl writes</source>
        <translation>betrifft Dateien, die curl schreibt</translation>
    </message>
    <message>
        <source>about curl as a program</source>
        <translation>betrifft curl als Programm</translation>
    </message>
    <message>
        <source>no such TLS setting here</source>
        <translation>diese Einstellung von TLS gibt es hier nicht</translation>
    </message>
    <message>
        <source>no such proxy setting here</source>
        <translation>diese Einstellung des Proxys gibt es hier nicht</translation>
    </message>
    <message>
        <source>no such network setting here</source>
        <translation>diese Einstellung des Netzes gibt es hier nicht</translation>
    </message>
    <message>
        <source>not about HTTP</source>
        <translation>betrifft nicht HTTP</translation>
    </message>
    <message>
        <source>basic is the default</source>
        <translation>basic gilt ohnehin</translation>
    </message>
    <message>
        <source>the file is not read</source>
        <translation>die Datei wird nicht gelesen</translation>
    </message>
    <message>
        <source>use --range</source>
        <translation>nehmen Sie --range</translation>
    </message>
    <message>
        <source>use the header If-None-Match</source>
        <translation>nehmen Sie den Header If-None-Match</translation>
    </message>
    <message>
        <source>names are escaped as browsers do</source>
        <translation>Namen werden wie in Browsern maskiert</translation>
    </message>
    <message>
        <source>HTTP/0.9 is refused</source>
        <translation>HTTP/0.9 wird abgelehnt</translation>
    </message>
    <message>
        <source>every file starts without cookies</source>
        <translation>jede Datei beginnt ohne Cookies</translation>
    </message>
    <message>
        <source>use ntlm</source>
        <translation>nehmen Sie ntlm</translation>
    </message>
    <message>
        <source>bodies are always unpacked</source>
        <translation>Bodys werden immer entpackt</translation>
    </message>
    <message>
        <source>retry is for every failure here</source>
        <translation>retry gilt hier für jeden Fehler</translation>
    </message>
    <message>
        <source>it is the default</source>
        <translation>das gilt ohnehin</translation>
    </message>
    <message>
        <source>use the header If-Modified-Since</source>
        <translation>nehmen Sie den Header If-Modified-Since</translation>
    </message>
    <message>
        <source>variables of curl are not expanded</source>
        <translation>Variablen von curl werden nicht eingesetzt</translation>
    </message>
    <message>
        <source>libcurl does not take the option %1: %2</source>
        <translation>libcurl nimmt die Option %1 nicht an: %2</translation>
    </message>
    <message>
        <source>libcurl has no memory left</source>
        <translation>libcurl hat keinen Speicher mehr</translation>
    </message>
    <message>
        <source>A header must not contain a line break</source>
        <translation>Ein Header darf keinen Zeilenumbruch enthalten</translation>
    </message>
    <message>
        <source>The URL is too long</source>
        <translation>Die URL ist zu lang</translation>
    </message>
    <message>
        <source>HEAD takes no body</source>
        <translation>HEAD nimmt keinen Body</translation>
    </message>
    <message>
        <source>Remove the body, or choose another method</source>
        <translation>Entfernen Sie den Body, oder wählen Sie eine andere Methode</translation>
    </message>
    <message>
        <source>A part of the form is no plain file</source>
        <translation>Ein Teil des Formulars ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>The body&apos;s file is no plain file</source>
        <translation>Die Datei des Bodys ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>Copy it to a file first</source>
        <translation>Kopieren Sie sie zuerst in eine Datei</translation>
    </message>
    <message>
        <source>The body&apos;s file cannot be read</source>
        <translation>Die Datei des Bodys lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The response is larger than %1 bytes</source>
        <translation>Die Antwort ist größer als %1 Bytes</translation>
    </message>
    <message>
        <source>Raise the limit in the options</source>
        <translation>Erhöhen Sie die Grenze in den Optionen</translation>
    </message>
    <message>
        <source>there is no response</source>
        <translation>es gibt keine Antwort</translation>
    </message>
    <message>
        <source>is %1</source>
        <translation>ist %1</translation>
    </message>
    <message>
        <source>The gateway was not asked for its trace</source>
        <translation>Das Gateway wurde nicht nach dem Ablauf gefragt</translation>
    </message>
    <message>
        <source>the response has no such header</source>
        <translation>die Antwort hat diesen Header nicht</translation>
    </message>
    <message>
        <source>finds no value</source>
        <translation>findet keinen Wert</translation>
    </message>
    <message>
        <source>a file cannot be compared with the response here</source>
        <translation>eine Datei lässt sich hier nicht mit der Antwort vergleichen</translation>
    </message>
    <message>
        <source>Use: sha256 == hex,...;</source>
        <translation>Nehmen Sie: sha256 == hex,...;</translation>
    </message>
    <message>
        <source>No variable: %1</source>
        <translation>Keine Variable: %1</translation>
    </message>
    <message>
        <source>Write name=value</source>
        <translation>Schreiben Sie name=wert</translation>
    </message>
    <message>
        <source>This cannot stand in an environment: %1</source>
        <translation>Das kann nicht in einer Umgebung stehen: %1</translation>
    </message>
    <message>
        <source>A variable and its value stand on one line</source>
        <translation>Eine Variable und ihr Wert stehen in einer Zeile</translation>
    </message>
    <message>
        <source>Cannot make the folder: %1</source>
        <translation>Der Ordner lässt sich nicht anlegen: %1</translation>
    </message>
    <message>
        <source>Unknown charset %1</source>
        <translation>Unbekannter Zeichensatz %1</translation>
    </message>
    <message>
        <source>XPath is not supported</source>
        <translation>XPath wird nicht unterstützt</translation>
    </message>
    <message>
        <source>Use regex, or jsonpath for JSON</source>
        <translation>Nehmen Sie regex, oder jsonpath für JSON</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>is %1 (%2)</source>
        <translation>ist %1 (%2)</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>Meinten Sie %1?</translation>
    </message>
    <message>
        <source>Unknown query &apos;%1&apos;</source>
        <translation>Unbekannte Abfrage „%1“</translation>
    </message>
    <message>
        <source>A predicate is missing here</source>
        <translation>Hier fehlt ein Prädikat</translation>
    </message>
    <message>
        <source>For example: %1</source>
        <translation>Zum Beispiel: %1</translation>
    </message>
    <message>
        <source>== 200, or exists</source>
        <translation>== 200, oder exists</translation>
    </message>
    <message>
        <source>Unknown filter or predicate &apos;%1&apos;</source>
        <translation>Unbekannter Filter oder unbekanntes Prädikat „%1“</translation>
    </message>
    <message>
        <source>Something is left over: %1</source>
        <translation>Etwas bleibt übrig: %1</translation>
    </message>
    <message>
        <source>needs %1, got %2</source>
        <translation>braucht %1, bekam %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>bytes or text</source>
        <translation>Bytes oder Text</translation>
    </message>
    <message>
        <source>Not base64</source>
        <translation>Kein base64</translation>
    </message>
    <message>
        <source>a list, an object or bytes</source>
        <translation>eine Liste, ein Objekt oder Bytes</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>an integer</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a redirect</source>
        <translation>eine Umleitung</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>needs a date in the form %1</source>
        <translation>braucht ein Datum in der Form %1</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>ein Datum</translation>
    </message>
    <message>
        <source>Unknown filter %1</source>
        <translation>Unbekannter Filter %1</translation>
    </message>
    <message>
        <source>The filter %1 %2</source>
        <translation>Der Filter %1 %2</translation>
    </message>
    <message>
        <source>Unknown fact about the gateway: %1</source>
        <translation>Unbekannte Angabe über das Gateway: %1</translation>
    </message>
    <message>
        <source>Known are: %1</source>
        <translation>Bekannt sind: %1</translation>
    </message>
    <message>
        <source>The gateway kept no trace of this request</source>
        <translation>Das Gateway hat keinen Ablauf dieser Anfrage behalten</translation>
    </message>
    <message>
        <source>is not so; the gateway did: %1</source>
        <translation>ist nicht so; das Gateway tat: %1</translation>
    </message>
    <message>
        <source>Traffic is not JSON: %1</source>
        <translation>Der Verkehr ist kein JSON: %1</translation>
    </message>
    <message>
        <source>Traffic has another form than expected: %1</source>
        <translation>Der Verkehr hat eine andere Form als erwartet: %1</translation>
    </message>
    <message>
        <source>There is no .hurl file in this folder</source>
        <translation>In diesem Ordner gibt es keine .hurl-Datei</translation>
    </message>
    <message>
        <source>One item stands on a line; a comment begins with #</source>
        <translation>In einer Zeile steht eine Angabe; ein Kommentar beginnt mit #</translation>
    </message>
    <message>
        <source>A fact about the gateway belongs below a response</source>
        <translation>Eine Angabe über das Gateway gehört unter eine Antwort</translation>
    </message>
    <message>
        <source>Put it behind the line HTTP ...</source>
        <translation>Setzen Sie sie hinter die Zeile HTTP ...</translation>
    </message>
    <message>
        <source>A request begins with its method and URL</source>
        <translation>Eine Anfrage beginnt mit Methode und URL</translation>
    </message>
    <message>
        <source>The URL is missing</source>
        <translation>Die URL fehlt</translation>
    </message>
    <message>
        <source>Unknown version %1</source>
        <translation>Unbekannte Version %1</translation>
    </message>
    <message>
        <source>HTTP, HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3</source>
        <translation>HTTP, HTTP/1.0, HTTP/1.1, HTTP/2 oder HTTP/3</translation>
    </message>
    <message>
        <source>No status: %1</source>
        <translation>Kein Status: %1</translation>
    </message>
    <message>
        <source>A number, or * for any</source>
        <translation>Eine Zahl, oder * für jeden</translation>
    </message>
    <message>
        <source>No section [%1] here</source>
        <translation>Hier gibt es keinen Abschnitt [%1]</translation>
    </message>
    <message>
        <source>This is no request, no header, no section and no body</source>
        <translation>Das ist keine Anfrage, kein Header, kein Abschnitt und kein Body</translation>
    </message>
    <message>
        <source>A header is spelled Name: value</source>
        <translation>Ein Header schreibt sich Name: Wert</translation>
    </message>
    <message>
        <source>Variables without a value: %1</source>
        <translation>Variablen ohne Wert: %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Choose an environment with --env, or give --variable %1=...</source>
        <translation>Wählen Sie eine Umgebung mit --env, oder geben Sie --variable %1=... an</translation>
    </message>
    <message>
        <source>The body is too large for a tree</source>
        <translation>Der Body ist zu groß für einen Baum</translation>
    </message>
    <message>
        <source>Filter it with a JSONPath, or save it</source>
        <translation>Filtern Sie ihn mit einem JSONPath, oder speichern Sie ihn</translation>
    </message>
    <message>
        <source>Not valid JSON: %1</source>
        <translation>Kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>Not JSON: %1</source>
        <translation>Kein JSON: %1</translation>
    </message>
    <message>
        <source>The body is not JSON: %1</source>
        <translation>Der Body ist kein JSON: %1</translation>
    </message>
    <message>
        <source>Invalid JSONPath: %1</source>
        <translation>Ungültiger JSONPath: %1</translation>
    </message>
    <message>
        <source>The closing %1 is missing</source>
        <translation>Das schließende %1 fehlt</translation>
    </message>
    <message>
        <source>A variable is spelled {{name}}</source>
        <translation>Eine Variable schreibt sich {{name}}</translation>
    </message>
    <message>
        <source>No value: %1</source>
        <translation>Kein Wert: %1</translation>
    </message>
    <message>
        <source>Put text into double quotes</source>
        <translation>Setzen Sie Text in doppelte Anführungszeichen</translation>
    </message>
    <message>
        <source>No hexadecimal digits</source>
        <translation>Keine hexadezimalen Ziffern</translation>
    </message>
    <message>
        <source>A text in double quotes is expected here</source>
        <translation>Hier wird ein Text in doppelten Anführungszeichen erwartet</translation>
    </message>
    <message>
        <source>The response&apos;s file is shorter than it was</source>
        <translation>Die Datei der Antwort ist kürzer, als sie war</translation>
    </message>
    <message>
        <source>Could not save: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Saving was cancelled; there is no file</source>
        <translation>Das Speichern wurde abgebrochen; es gibt keine Datei</translation>
    </message>
    <message>
        <source>%1 does not compare %2 with %3: is %4</source>
        <translation>%1 vergleicht %2 nicht mit %3: ist %4</translation>
    </message>
    <message>
        <source>is nothing: the query finds no value</source>
        <translation>ist nichts: die Abfrage findet keinen Wert</translation>
    </message>
    <message>
        <source>The variables of the GraphQL query are not JSON: %1</source>
        <translation>Die Variablen der GraphQL-Abfrage sind kein JSON: %1</translation>
    </message>
    <message>
        <source>The body is not hexadecimal</source>
        <translation>Der Body ist nicht hexadezimal</translation>
    </message>
    <message>
        <source>The body is not base64</source>
        <translation>Der Body ist kein base64</translation>
    </message>
    <message>
        <source>This file is outside the folder of the requests</source>
        <translation>Diese Datei liegt außerhalb des Ordners der Anfragen</translation>
    </message>
    <message>
        <source>A run reads and writes only below %1</source>
        <translation>Ein Lauf liest und schreibt nur unterhalb von %1</translation>
    </message>
    <message>
        <source>[BasicAuth] takes one line: name: password</source>
        <translation>[BasicAuth] nimmt eine Zeile: Name: Passwort</translation>
    </message>
    <message>
        <source>A request has one body: [Form], [Multipart] or one of its own</source>
        <translation>Eine Anfrage hat einen Body: [Form], [Multipart] oder einen eigenen</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>einen Text</translation>
    </message>
    <message>
        <source>the path of a file</source>
        <translation>den Pfad einer Datei</translation>
    </message>
    <message>
        <source>a duration such as 500ms or 3s</source>
        <translation>eine Dauer wie 500ms oder 3s</translation>
    </message>
    <message>
        <source>a number above 0</source>
        <translation>eine Zahl über 0</translation>
    </message>
    <message>
        <source>a number of bytes</source>
        <translation>eine Anzahl von Bytes</translation>
    </message>
    <message>
        <source>a header such as Name: value</source>
        <translation>einen Header wie Name: Wert</translation>
    </message>
    <message>
        <source>a URL</source>
        <translation>eine URL</translation>
    </message>
    <message>
        <source>hosts with commas between, or *</source>
        <translation>Hosts mit Kommas dazwischen, oder *</translation>
    </message>
    <message>
        <source>host:port:address</source>
        <translation>host:port:adresse</translation>
    </message>
    <message>
        <source>host:port:other-host:port</source>
        <translation>host:port:anderer-host:port</translation>
    </message>
    <message>
        <source>name:password</source>
        <translation>name:passwort</translation>
    </message>
    <message>
        <source>1.0, 1.1, 1.2, 1.3 or default</source>
        <translation>1.0, 1.1, 1.2, 1.3 oder default</translation>
    </message>
    <message>
        <source>name=value</source>
        <translation>name=wert</translation>
    </message>
    <message>
        <source>Unknown option %1</source>
        <translation>Unbekannte Option %1</translation>
    </message>
    <message>
        <source>The option %1 takes %2, not &apos;%3&apos;</source>
        <translation>Die Option %1 nimmt %2, nicht „%3“</translation>
    </message>
    <message>
        <source>The response cannot be kept: %1</source>
        <translation>Die Antwort lässt sich nicht aufbewahren: %1</translation>
    </message>
    <message>
        <source>Make room on that disk, or set TMPDIR to a folder on another</source>
        <translation>Schaffen Sie Platz auf dieser Platte, oder setzen Sie TMPDIR auf einen Ordner auf einer anderen</translation>
    </message>
    <message>
        <source>The response is not whole any more: %1</source>
        <translation>Die Antwort ist nicht mehr vollständig: %1</translation>
    </message>
    <message>
        <source>The response has %1 MiB; more than %2 are not looked at as a whole</source>
        <translation>Die Antwort hat %1 MiB; mehr als %2 werden nicht im Ganzen betrachtet</translation>
    </message>
    <message>
        <source>Save the body, and filter the file: jq &apos;.path&apos; FILE</source>
        <translation>Speichern Sie den Body, und filtern Sie die Datei: jq &apos;.pfad&apos; DATEI</translation>
    </message>
    <message>
        <source>The command runs another one</source>
        <translation>Der Befehl führt einen anderen aus</translation>
    </message>
    <message>
        <source>Put its result in instead</source>
        <translation>Setzen Sie stattdessen dessen Ergebnis ein</translation>
    </message>
    <message>
        <source>A code point is spelled %1</source>
        <translation>Ein Codepunkt schreibt sich %1</translation>
    </message>
    <message>
        <source>No code point: %1</source>
        <translation>Kein Codepunkt: %1</translation>
    </message>
    <message>
        <source>Unknown escape %1</source>
        <translation>Unbekannte Maskierung %1</translation>
    </message>
    <message>
        <source>Write %1 for a backslash</source>
        <translation>Schreiben Sie %1 für einen Backslash</translation>
    </message>
    <message>
        <source>The value of %1 is a text, not JSON</source>
        <translation>Der Wert von %1 ist ein Text, kein JSON</translation>
    </message>
    <message>
        <source>Put the variable between quotes: %1</source>
        <translation>Setzen Sie die Variable in Anführungszeichen: %1</translation>
    </message>
    <message>
        <source>The variable %1 has no value</source>
        <translation>Die Variable %1 hat keinen Wert</translation>
    </message>
    <message>
        <source>Give it one in the environment or with --variable %1=...</source>
        <translation>Geben Sie ihr einen in der Umgebung oder mit --variable %1=...</translation>
    </message>
    <message>
        <source>The engine does not take the secret</source>
        <translation>Die Engine nimmt das Geheimnis nicht an</translation>
    </message>
    <message>
        <source>Name the file with the engine&apos;s secret: --secret-file FILE</source>
        <translation>Nennen Sie die Datei mit dem Geheimnis der Engine: --secret-file DATEI</translation>
    </message>
    <message>
        <source>The engine answers %1</source>
        <translation>Die Engine antwortet mit %1</translation>
    </message>
    <message>
        <source>The gateway has no record of this request</source>
        <translation>Das Gateway hat keine Aufzeichnung dieser Anfrage</translation>
    </message>
    <message>
        <source>Does it go through the engine of %1?</source>
        <translation>Geht sie durch die Engine von %1?</translation>
    </message>
    <message>
        <source>Does the address match, does a firewall keep packets? For slow networks raise connect-timeout (%1)</source>
        <translation>Stimmt die Adresse, hält eine Firewall Pakete zurück? Für langsame Netze erhöhen Sie connect-timeout (%1)</translation>
    </message>
    <message>
        <source>Raise max-time (%1), or see in the trace what takes so long</source>
        <translation>Erhöhen Sie max-time (%1), oder sehen Sie im Ablauf nach, was so lange dauert</translation>
    </message>
    <message>
        <source>%1: only type= is kept</source>
        <translation>%1: nur type= wird behalten</translation>
    </message>
    <message>
        <source>no steps</source>
        <translation>keine Schritte</translation>
    </message>
    <message>
        <source>-U %1: curl asks for the password, here there is none</source>
        <translation>-U %1: curl fragt nach dem Passwort, hier gibt es keines</translation>
    </message>
    <message>
        <source>--proxy-header %1: no header with a value</source>
        <translation>--proxy-header %1: kein Header mit einem Wert</translation>
    </message>
    <message>
        <source>PEM, DER or P12</source>
        <translation>PEM, DER oder P12</translation>
    </message>
    <message>
        <source>PEM or DER</source>
        <translation>PEM oder DER</translation>
    </message>
    <message>
        <source>an interface such as eth0, or an address</source>
        <translation>eine Schnittstelle wie eth0, oder eine Adresse</translation>
    </message>
    <message>
        <source>a target without blanks, such as /a/../b or *</source>
        <translation>ein Ziel ohne Leerzeichen, wie /a/../b oder *</translation>
    </message>
    <message>
        <source>Are the files of cert and key there, of one pair, and as cert-type, key-type and pass say?</source>
        <translation>Sind die Dateien von cert und key da, ein Paar, und so, wie cert-type, key-type und pass es sagen?</translation>
    </message>
    <message>
        <source>Is the option interface right? ip address lists them</source>
        <translation>Stimmt die Option interface? ip address zählt sie auf</translation>
    </message>
    <message>
        <source>-H &apos;Content-Type:&apos;: a form always names its type</source>
        <translation>-H &apos;Content-Type:&apos;: ein Formular nennt immer seinen Typ</translation>
    </message>
    <message>
        <source>Not valid XML: %1</source>
        <translation>Kein gültiges XML: %1</translation>
    </message>
    <message>
        <source>Cancelled: this is the beginning of what the filter finds.</source>
        <translation>Abgebrochen: Das ist der Anfang dessen, was der Filter findet.</translation>
    </message>
    <message>
        <source>The filter finds more than %1 MiB: this is the beginning.</source>
        <translation>Der Filter findet mehr als %1 MiB: Das ist der Anfang.</translation>
    </message>
    <message>
        <source>The body is packed as &quot;%1&quot;, which is not unpacked here</source>
        <translation>Der Body ist mit „%1“ gepackt, was hier nicht entpackt wird</translation>
    </message>
    <message>
        <source>The option &quot;compressed&quot; asks for what curl unpacks</source>
        <translation>Die Option „compressed“ verlangt, was curl entpackt</translation>
    </message>
    <message>
        <source>The body&apos;s %1 data is damaged, or ends early</source>
        <translation>Die %1-Daten des Bodys sind beschädigt oder enden zu früh</translation>
    </message>
    <message>
        <source>Unpacked, the body is larger than %1 bytes</source>
        <translation>Entpackt ist der Body größer als %1 Bytes</translation>
    </message>
    <message>
        <source>bytes a second, such as 500k</source>
        <translation>Bytes je Sekunde, etwa 500k</translation>
    </message>
    <message>
        <source>A host has no space in its name; behind it a space is sent as %20</source>
        <translation>Der Name eines Hosts hat kein Leerzeichen; dahinter wird es als %20 gesendet</translation>
    </message>
    <message>
        <source>WebSockets go through the gateway, but not from here: use websocat or wscat, and see the upgrade in Traffic</source>
        <translation>WebSockets gehen durch das Gateway, aber nicht von hier aus: Nehmen Sie websocat oder wscat, und sehen Sie das Upgrade unter Verkehr</translation>
    </message>
    <message>
        <source>Line %1 is not valid JSON: %2</source>
        <translation>Zeile %1 ist kein gültiges JSON: %2</translation>
    </message>
</context>
<context>
    <name>gw::session::Breakpoints</name>
    <message>
        <source>There are %1 breakpoints already</source>
        <translation>Es gibt schon %1 Haltepunkte</translation>
    </message>
    <message>
        <source>Remove some of them</source>
        <translation>Entfernen Sie einige davon</translation>
    </message>
    <message>
        <source>There is no engine to be told</source>
        <translation>Es gibt keine Engine, der es zu sagen wäre</translation>
    </message>
    <message>
        <source>The engine tells of another request</source>
        <translation>Die Engine meldet eine andere Anfrage</translation>
    </message>
</context>
<context>
    <name>gw::session::EngineSession</name>
    <message>
        <source>Not restarted: %1</source>
        <translation>Nicht neu gestartet: %1</translation>
    </message>
</context>
<context>
    <name>gw::session::Environments</name>
    <message>
        <source>Environments are files of a workspace, and none is open</source>
        <translation>Umgebungen sind Dateien eines Arbeitsordners, und keiner ist offen</translation>
    </message>
    <message>
        <source>Open the workspace of this engine</source>
        <translation>Öffnen Sie den Arbeitsordner dieser Engine</translation>
    </message>
    <message>
        <source>This cannot name an environment: %1</source>
        <translation>So kann keine Umgebung heißen: %1</translation>
    </message>
    <message>
        <source>It is the name of a file: no slash, no dot in front</source>
        <translation>Es ist der Name einer Datei: kein Schrägstrich, kein Punkt am Anfang</translation>
    </message>
    <message>
        <source>The folder of the environments cannot be made</source>
        <translation>Der Ordner der Umgebungen kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>There is an environment of this name already</source>
        <translation>Es gibt schon eine Umgebung mit diesem Namen</translation>
    </message>
    <message>
        <source>Not renamed: %1</source>
        <translation>Nicht umbenannt: %1</translation>
    </message>
</context>
<context>
    <name>gw::session::NewWorkspace</name>
    <message>
        <source>This is no folder</source>
        <translation>Das ist kein Ordner</translation>
    </message>
    <message>
        <source>Choose an empty folder</source>
        <translation>Wählen Sie einen leeren Ordner</translation>
    </message>
    <message>
        <source>The folder has files of something else</source>
        <translation>In dem Ordner liegen Dateien von etwas anderem</translation>
    </message>
    <message>
        <source>Choose an empty folder, or make one in it; one with an apps folder can be opened</source>
        <translation>Wählen Sie einen leeren Ordner oder legen Sie darin einen an; einer mit einem Ordner apps lässt sich öffnen</translation>
    </message>
    <message>
        <source>The folder cannot be made: %1</source>
        <translation>Der Ordner lässt sich nicht anlegen: %1</translation>
    </message>
    <message>
        <source>Choose a place that you may write to</source>
        <translation>Wählen Sie einen Ort, an dem Sie schreiben dürfen</translation>
    </message>
</context>
<context>
    <name>gw::session::SecretStore</name>
    <message>
        <source>Without its secret the engine does not answer: connect to it again and type it</source>
        <translation>Ohne ihr Geheimnis antwortet die Engine nicht: Verbinden Sie sich neu, und geben Sie es ein</translation>
    </message>
    <message>
        <source>The secret is kept until the console ends; type it again after its next start</source>
        <translation>Das Geheimnis bleibt bekannt, bis die Konsole endet; geben Sie es nach dem nächsten Start wieder ein</translation>
    </message>
</context>
<context>
    <name>gw::session::TrashWords</name>
    <message>
        <source>There is one of this name already</source>
        <translation>Es gibt schon etwas mit diesem Namen</translation>
    </message>
    <message>
        <source>Rename or move that one first</source>
        <translation>Benennen Sie das zuerst um oder verschieben Sie es</translation>
    </message>
    <message>
        <source>The folder cannot be moved</source>
        <translation>Der Ordner kann nicht verschoben werden</translation>
    </message>
    <message>
        <source>See whether its rights and those of its parent allow it</source>
        <translation>Sehen Sie nach, ob seine Rechte und die des Ordners darüber es erlauben</translation>
    </message>
    <message>
        <source>The folder for what is deleted cannot be made</source>
        <translation>Der Ordner für Gelöschtes kann nicht angelegt werden</translation>
    </message>
</context>
<context>
    <name>gw::tester</name>
    <message>
        <source>Headers and body are not known: the engine keeps them only with &quot;enable_detailed_recording&quot;.</source>
        <translation>Header und Body sind nicht bekannt: Die Engine behält sie nur mit „enable_detailed_recording“.</translation>
    </message>
    <message>
        <source>Of the body the engine kept %1 of %2 bytes.</source>
        <translation>Vom Body behielt die Engine %1 von %2 Bytes.</translation>
    </message>
    <message>
        <source>The engine hides credentials (%1): variables stand in their place.</source>
        <translation>Die Engine verbirgt Zugangsdaten (%1): An ihrer Stelle stehen Variablen.</translation>
    </message>
</context>
<context>
    <name>gw::tester::ChecksModel</name>
    <message>
        <source>passed</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Expectation</source>
        <translation>Erwartung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>gw::tester::MissingVariables</name>
    <message>
        <source>Send with these values</source>
        <translation>Mit diesen Werten senden</translation>
    </message>
    <message numerus="yes">
        <source>Not sent: %n variable(s) without a value.</source>
        <translation>
            <numerusform>Nicht gesendet: %n Variable ohne Wert.</numerusform>
            <numerusform>Nicht gesendet: %n Variablen ohne Wert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not sent: %n variable(s) without a value in the environment %1.</source>
        <translation>
            <numerusform>Nicht gesendet: %n Variable ohne Wert in der Umgebung %1.</numerusform>
            <numerusform>Nicht gesendet: %n Variablen ohne Wert in der Umgebung %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>Wert von %1</translation>
    </message>
    <message>
        <source>Use and send</source>
        <translation>Benutzen und senden</translation>
    </message>
    <message>
        <source>Save to %1 and send</source>
        <translation>In %1 speichern und senden</translation>
    </message>
    <message>
        <source>Edit environments...</source>
        <translation>Umgebungen bearbeiten...</translation>
    </message>
</context>
<context>
    <name>gw::tester::OutsideChanges</name>
    <message>
        <source>%1 has changed on the disk.</source>
        <translation>%1 hat sich auf der Platte geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other file(s) have changed on the disk.</source>
        <translation>
            <numerusform>%1 und %n weitere Datei haben sich auf der Platte geändert.</numerusform>
            <numerusform>%1 und %n weitere Dateien haben sich auf der Platte geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 The engine serves what it read before.</source>
        <translation>%1 Die Engine bedient, was sie vorher gelesen hat.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>gatewright.conf has changed. The engine reads it when it starts.</source>
        <translation>gatewright.conf hat sich geändert. Die Engine liest die Datei beim Start.</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>Engine neu starten</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other library(ies) have changed.</source>
        <translation>
            <numerusform>%1 und %n weitere Bibliothek haben sich geändert.</numerusform>
            <numerusform>%1 und %n weitere Bibliotheken haben sich geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 The engine runs what it loaded before.</source>
        <translation>%1 Die Engine führt aus, was sie vorher geladen hat.</translation>
    </message>
    <message>
        <source>Reload library</source>
        <translation>Bibliothek neu laden</translation>
    </message>
</context>
<context>
    <name>gw::tester::PauseNotice</name>
    <message>
        <source>This request is paused %1.</source>
        <translation>Diese Anfrage ist angehalten, %1.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>gw::tester::RepeatPanel</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Anfragen zugleich</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>times,</source>
        <translation>mal,</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>zugleich</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Cancel the repetition</source>
        <translation>Die Wiederholung abbrechen</translation>
    </message>
    <message>
        <source>Start the repetition</source>
        <translation>Die Wiederholung starten</translation>
    </message>
    <message>
        <source>First error: %1</source>
        <translation>Erster Fehler: %1</translation>
    </message>
</context>
<context>
    <name>gw::tester::RequestActions</name>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>&amp;New request here</source>
        <translation>&amp;Neue Anfrage hier</translation>
    </message>
    <message>
        <source>New &amp;folder</source>
        <translation>Neuer &amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Duplicate request</source>
        <translation>Anfrage &amp;verdoppeln</translation>
    </message>
    <message>
        <source>&amp;Copy as curl</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>new request</source>
        <translation>neue Anfrage</translation>
    </message>
    <message>
        <source>new folder</source>
        <translation>neuer Ordner</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>%1 is deleted. A copy is kept: %2</source>
        <translation>%1 ist gelöscht. Eine Kopie liegt in %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The folder cannot be made</source>
        <translation>Der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>See whether the rights of the folder above it allow it</source>
        <translation>Sehen Sie nach, ob die Rechte des Ordners darüber es erlauben</translation>
    </message>
    <message>
        <source>Not duplicated: %1</source>
        <translation>Nicht verdoppelt: %1</translation>
    </message>
    <message>
        <source>This cannot be the name of a file here: %1</source>
        <translation>So kann hier keine Datei heißen: %1</translation>
    </message>
    <message>
        <source>Leave slashes out, and dots in front</source>
        <translation>Lassen Sie Schrägstriche weg, und Punkte am Anfang</translation>
    </message>
    <message>
        <source>R&amp;un and check</source>
        <translation>A&amp;usführen und prüfen</translation>
    </message>
    <message>
        <source>&amp;Move to</source>
        <translation>&amp;Verschieben nach</translation>
    </message>
    <message>
        <source>R&amp;un all requests</source>
        <translation>Alle Anfragen a&amp;usführen</translation>
    </message>
</context>
<context>
    <name>gw::tester::RequestDocument</name>
    <message>
        <source>The file has changed on the disk</source>
        <translation>Die Datei hat sich auf der Platte geändert</translation>
    </message>
    <message>
        <source>Save under another name, or close and open it again</source>
        <translation>Speichern Sie unter einem anderen Namen, oder schließen und öffnen Sie sie neu</translation>
    </message>
</context>
<context>
    <name>gw::tester::RequestMoves</name>
    <message>
        <source>&amp;Move to</source>
        <translation>&amp;Verschieben nach</translation>
    </message>
    <message>
        <source>%1 is in %2 now.</source>
        <translation>%1 ist jetzt in %2.</translation>
    </message>
    <message>
        <source>It sends files that are looked for beside it: %1</source>
        <translation>Sie sendet Dateien, die neben ihr gesucht werden: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 was not moved: there is one already</source>
        <translation>%1 wurde nicht verschoben: Dort gibt es schon etwas mit diesem Namen</translation>
    </message>
    <message>
        <source>Rename one of the two first</source>
        <translation>Benennen Sie zuerst eines der beiden um</translation>
    </message>
    <message>
        <source>its folder does not allow it</source>
        <translation>der Ordner darüber erlaubt es nicht</translation>
    </message>
    <message>
        <source>Not moved: %1</source>
        <translation>Nicht verschoben: %1</translation>
    </message>
</context>
<context>
    <name>gw::tester::RequestPage</name>
    <message>
        <source>Request of this file</source>
        <translation>Anfrage dieser Datei</translation>
    </message>
    <message>
        <source>Test results</source>
        <translation>Testergebnisse</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Tests</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Cancel Request</source>
        <translation>Anfrage abbrechen</translation>
    </message>
    <message>
        <source>Go to the URL</source>
        <translation>Zur URL gehen</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>new request</source>
        <translation>neue Anfrage</translation>
    </message>
    <message>
        <source>%1 of %2: %3 %4</source>
        <translation>%1 von %2: %3 %4</translation>
    </message>
    <message>
        <source>Save the request</source>
        <translation>Anfrage speichern</translation>
    </message>
    <message>
        <source>Hurl files (*.hurl)</source>
        <translation>Hurl-Dateien (*.hurl)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>Nicht gesendet: %1</translation>
    </message>
    <message>
        <source>Tests: %1 passed</source>
        <translation>Tests: %1 erfüllt</translation>
    </message>
    <message>
        <source>Tests: %1 failed</source>
        <translation>Tests: %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>The curl command cannot be read: %1</source>
        <translation>Der curl-Befehl ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Left out of the curl command:</source>
        <translation>Aus dem curl-Befehl weggelassen:</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Copy the request as a command or a program</source>
        <translation>Die Anfrage als Befehl oder Programm kopieren</translation>
    </message>
    <message>
        <source>Copied the request as %1</source>
        <translation>Anfrage als %1 kopiert</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>%1 cannot be read. Here is what was not saved; saving it asks for a name.</source>
        <translation>%1 lässt sich nicht lesen. Hier ist, was nicht gespeichert war; beim Speichern wird nach einem Namen gefragt.</translation>
    </message>
    <message>
        <source>%1 has changed on the disk, and has changes here that are not saved.</source>
        <translation>%1 hat sich auf der Platte geändert und hat hier ungespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>%1 has changed on the disk.</source>
        <translation>%1 hat sich auf der Platte geändert.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>There is no answer here yet</source>
        <translation>Hier gibt es noch keine Antwort</translation>
    </message>
    <message>
        <source>No other tab has an answer</source>
        <translation>Kein anderer Tab hat eine Antwort</translation>
    </message>
    <message>
        <source>With the one before</source>
        <translation>Mit der davor</translation>
    </message>
    <message>
        <source>Compare the answer with the one before or that of another tab, line by line</source>
        <translation>Die Antwort mit der davor oder der eines anderen Tabs vergleichen, Zeile für Zeile</translation>
    </message>
    <message>
        <source>The answer is too large to be checked.</source>
        <translation>Die Antwort ist zu groß, um geprüft zu werden.</translation>
    </message>
    <message>
        <source>There is no answer before this one: send the request again</source>
        <translation>Vor dieser gibt es keine Antwort: Die Anfrage noch einmal senden</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Compare with the answer before</source>
        <translation>Mit der Antwort davor vergleichen</translation>
    </message>
    <message>
        <source>The method &quot;%1&quot; can be sent, but not be kept in a file: there methods are in capital letters</source>
        <translation>Die Methode „%1“ kann gesendet, aber nicht in einer Datei gehalten werden: Dort haben Methoden Großbuchstaben</translation>
    </message>
    <message>
        <source>Choose another method; until then the request stays in its tab</source>
        <translation>Wählen Sie eine andere Methode; bis dahin bleibt die Anfrage in ihrem Tab</translation>
    </message>
    <message>
        <source>Read again, this would be another request: its body or a field looks like a line of the file</source>
        <translation>Wieder gelesen wäre dies eine andere Anfrage: ihr Body oder ein Feld sieht wie eine Zeile der Datei aus</translation>
    </message>
    <message>
        <source>Choose Text as the kind of the body, or mend the field</source>
        <translation>Wählen Sie Text als Art des Bodys, oder ändern Sie das Feld</translation>
    </message>
    <message>
        <source>Send sends the request.</source>
        <translation>„Senden“ sendet die Anfrage.</translation>
    </message>
    <message>
        <source>%1 sends the request.</source>
        <translation>%1 sendet die Anfrage.</translation>
    </message>
    <message>
        <source>A curl command pasted into its URL becomes a request.</source>
        <translation>Ein in ihre URL eingefügter curl-Befehl wird zur Anfrage.</translation>
    </message>
    <message>
        <source>%1 moves to its URL; a curl command pasted there becomes a request.</source>
        <translation>%1 führt zu ihrer URL; ein dort eingefügter curl-Befehl wird zur Anfrage.</translation>
    </message>
    <message>
        <source>Duplicate this request</source>
        <translation>Diese Anfrage verdoppeln</translation>
    </message>
    <message>
        <source>Not duplicated: %1</source>
        <translation>Nicht verdoppelt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n further request(s) of the command stand behind this one.</source>
        <translation>
            <numerusform>%n weitere Anfrage des Befehls steht hinter dieser.</numerusform>
            <numerusform>%n weitere Anfragen des Befehls stehen hinter dieser.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Wieder speichern</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Find...</source>
        <translation>Suchen...</translation>
    </message>
    <message>
        <source>Replace...</source>
        <translation>Ersetzen...</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vervollständigen</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Reset Zoom</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Save the answer...</source>
        <translation>Antwort speichern...</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Remove the selected rows</source>
        <translation>Die gewählten Zeilen entfernen</translation>
    </message>
    <message>
        <source>Not saved: %1 has changed on the disk. Reload it or keep yours</source>
        <translation>Nicht gespeichert: %1 hat sich auf der Platte geändert. Laden Sie neu, oder behalten Sie Ihre Fassung</translation>
    </message>
    <message>
        <source>%1 was deleted outside this window. What is here stands nowhere else.</source>
        <translation>%1 wurde außerhalb dieses Fensters gelöscht. Was hier ist, steht sonst nirgends.</translation>
    </message>
    <message>
        <source>You deleted %1; what was saved is kept in %2. What you changed since stands only here.</source>
        <translation>Sie haben %1 gelöscht; was gespeichert war, ist aufbewahrt in %2. Was Sie seither geändert haben, steht nur hier.</translation>
    </message>
</context>
<context>
    <name>gw::tester::RequestText</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Text of the request file</source>
        <translation>Text der Anfragedatei</translation>
    </message>
    <message>
        <source>Save the file; a text without a fault is shown as its requests</source>
        <translation>Die Datei speichern; ein Text ohne Fehler erscheint als seine Anfragen</translation>
    </message>
    <message>
        <source>There is too little memory to read this file.</source>
        <translation>Der Speicher reicht nicht, um diese Datei zu lesen.</translation>
    </message>
    <message>
        <source>The text has no fault any more. Save it to have its requests.</source>
        <translation>Der Text hat keinen Fehler mehr. Nach dem Speichern erscheinen seine Anfragen.</translation>
    </message>
    <message>
        <source>These are no requests yet. Line %1, column %2: %3</source>
        <translation>Das sind noch keine Anfragen. Zeile %1, Spalte %2: %3</translation>
    </message>
</context>
<context>
    <name>gw::widgets::BodyPager</name>
    <message>
        <source>&amp;Page</source>
        <translation>&amp;Seite</translation>
    </message>
    <message>
        <source>Page of the body</source>
        <translation>Seite des Bodys</translation>
    </message>
    <message>
        <source>Preparing %1</source>
        <translation>%1 wird aufbereitet</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Cancelled: these pages are the beginning. Save it to have all of it.</source>
        <translation>Abgebrochen: Diese Seiten sind der Anfang. Speichern, um alles zu haben.</translation>
    </message>
    <message>
        <source>Filtering %1</source>
        <translation>%1 werden gefiltert</translation>
    </message>
</context>
<context>
    <name>gw::widgets::BodySaver</name>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message>
        <source>Saved to %1.</source>
        <translation>Gespeichert in %1.</translation>
    </message>
</context>
<context>
    <name>gw::widgets::BodyView</name>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Show the body as</source>
        <translation>Den Body zeigen als</translation>
    </message>
    <message>
        <source>JSONPath filter</source>
        <translation>JSONPath-Filter</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the body</source>
        <translation>Im Body suchen</translation>
    </message>
    <message>
        <source>The image cannot be shown: it is damaged, of an unknown kind, or too large</source>
        <translation>Das Bild lässt sich nicht zeigen: Es ist beschädigt, von unbekannter Art oder zu groß</translation>
    </message>
    <message>
        <source>The beginning of %1. Save it to have all of it.</source>
        <translation>Der Anfang von %1. Speichern, um alles zu haben.</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 x %2 Bildpunkte</translation>
    </message>
    <message>
        <source>The tree shows the first %1 values.</source>
        <translation>Der Baum zeigt die ersten %1 Werte.</translation>
    </message>
    <message>
        <source>added by %1</source>
        <translation>hinzugefügt von %1</translation>
    </message>
    <message>
        <source>changed by %1</source>
        <translation>geändert von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the body</source>
        <translation>Den Body speichern</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n on this page</source>
        <translation>
            <numerusform>%n auf dieser Seite</numerusform>
            <numerusform>%n auf dieser Seite</numerusform>
        </translation>
    </message>
    <message>
        <source>Unpacked from %1, %2 of %3.</source>
        <translation>Aus %1 entpackt, %2 von %3.</translation>
    </message>
    <message>
        <source>This is the beginning: no more than %1 are unpacked.</source>
        <translation>Das ist der Anfang: Mehr als %1 werden nicht entpackt.</translation>
    </message>
    <message>
        <source>The data of %1 is damaged, or ends early.</source>
        <translation>Die %1-Daten sind beschädigt oder enden zu früh.</translation>
    </message>
    <message>
        <source>It is packed as &quot;%1&quot;, which is not unpacked here: the request&apos;s option &quot;compressed&quot; asks for what curl unpacks.</source>
        <translation>Der Body ist mit „%1“ gepackt und wird hier nicht entpackt: Die Option „compressed“ der Anfrage verlangt, was curl entpackt.</translation>
    </message>
    <message>
        <source>Its text came in %1.</source>
        <translation>Der Text kam in %1.</translation>
    </message>
    <message>
        <source>Its charset &quot;%1&quot; is not known: it is read as UTF-8.</source>
        <translation>Der Zeichensatz „%1“ ist unbekannt: Der Text wird als UTF-8 gelesen.</translation>
    </message>
    <message>
        <source>Empty body</source>
        <translation>Leerer Body</translation>
    </message>
    <message>
        <source>JSONPath such as $.headers, then Return</source>
        <translation>JSONPath wie $.headers, dann Eingabe</translation>
    </message>
    <message>
        <source>Apply the filter (Return)</source>
        <translation>Filter anwenden (Eingabe)</translation>
    </message>
    <message>
        <source>Body that is being received</source>
        <translation>Body, der empfangen wird</translation>
    </message>
    <message>
        <source>The body of the answer is still to come.</source>
        <translation>Der Body der Antwort kommt noch.</translation>
    </message>
    <message>
        <source>%1. It can be read once all of it is there.</source>
        <translation>%1. Er ist lesbar, sobald alles da ist.</translation>
    </message>
</context>
<context>
    <name>gw::widgets::Breadcrumb</name>
    <message>
        <source>Path of the caret</source>
        <translation>Pfad der Schreibmarke</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>Definition</translation>
    </message>
</context>
<context>
    <name>gw::widgets::EmptyText</name>
    <message>
        <source>What there is to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>gw::widgets::FindBar</name>
    <message>
        <source>Match &amp;case</source>
        <translation>&amp;Groß/klein beachten</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n ersetzt</numerusform>
            <numerusform>%n ersetzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::widgets::JsonEditor</name>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>No fix here</source>
        <translation>Hier gibt es keine Korrektur</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Find...</source>
        <translation>Suchen...</translation>
    </message>
    <message>
        <source>Go to Pointer...</source>
        <translation>Zu Zeiger gehen...</translation>
    </message>
    <message>
        <source>Pretty Print</source>
        <translation>Formatieren</translation>
    </message>
    <message>
        <source>Minify</source>
        <translation>Verdichten</translation>
    </message>
</context>
<context>
    <name>gw::widgets::JsonTreeModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>gw::widgets::JsonTreeView</name>
    <message>
        <source>Body as a tree</source>
        <translation>Body als Baum</translation>
    </message>
    <message>
        <source>Copy the &amp;value</source>
        <translation>&amp;Wert kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>&amp;Filter by this path</source>
        <translation>Nach diesem Pfad &amp;filtern</translation>
    </message>
</context>
<context>
    <name>gw::widgets::PointerBar</name>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>JSON pointer</source>
        <translation>JSON-Zeiger</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing is there</source>
        <translation>Dort ist nichts</translation>
    </message>
</context>
<context>
    <name>gw::widgets::ResponseView</name>
    <message>
        <source>Response headers</source>
        <translation>Header der Antwort</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Added by</source>
        <translation>Hinzugefügt von</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Angabe</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Speichern...</translation>
    </message>
    <message>
        <source>Save the body to a file</source>
        <translation>Den Body in eine Datei speichern</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Log of the transfer</source>
        <translation>Log der Übertragung</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Raw body</source>
        <translation>Roher Body</translation>
    </message>
    <message>
        <source>incomplete: %1</source>
        <translation>unvollständig: %1</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>Header %1</translation>
    </message>
    <message>
        <source>with the session</source>
        <translation>mit der Sitzung</translation>
    </message>
    <message>
        <source>Cookies %1</source>
        <translation>Cookies %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>kept from an earlier request</source>
        <translation>von einer früheren Anfrage behalten</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>set up by an earlier request, if at all</source>
        <translation>von einer früheren Anfrage aufgebaut, wenn überhaupt</translation>
    </message>
    <message>
        <source>none: the request went in clear text</source>
        <translation>keine: Die Anfrage ging unverschlüsselt</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>ALPN</source>
        <translation>ALPN</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>The answer set no cookies.</source>
        <translation>Die Antwort hat keine Cookies gesetzt.</translation>
    </message>
    <message>
        <source>Below: the answer of before</source>
        <translation>Darunter: die vorige Antwort</translation>
    </message>
    <message>
        <source>Waiting for the answer...</source>
        <translation>Warten auf die Antwort...</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>%1 of %2 so far</source>
        <translation>bisher %1 von %2</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Wird gesendet...</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
</context>
<context>
    <name>gw::widgets::SourceEditor</name>
    <message>
        <source>Source of the plugin</source>
        <translation>Quelle des Plugins</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Find...</source>
        <translation>Suchen...</translation>
    </message>
</context>
<context>
    <name>gw::widgets::TimingBar</name>
    <message>
        <source>Timing</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Wait for the first byte</source>
        <translation>Warten auf das erste Byte</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Send a request to see where its time goes.</source>
        <translation>Eine Anfrage senden, um zu sehen, wo ihre Zeit bleibt.</translation>
    </message>
    <message>
        <source>Earlier requests</source>
        <translation>Frühere Anfragen</translation>
    </message>
</context>
<context>
    <name>gw::widgets::TraceModel</name>
    <message>
        <source>plugin</source>
        <translation>Plugin</translation>
    </message>
    <message>
        <source>upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Header</translation>
    </message>
    <message numerus="yes">
        <source>%n header(s) changed</source>
        <translation>
            <numerusform>%n Header geändert</numerusform>
            <numerusform>%n Header geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation>%1, %2, %3, %4</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>gw::widgets::TraceView</name>
    <message>
        <source>Steps of the gateway</source>
        <translation>Schritte des Gateways</translation>
    </message>
    <message>
        <source>What the step changed</source>
        <translation>Was der Schritt geändert hat</translation>
    </message>
    <message>
        <source>Send a request through the gateway to see what each step did to it.</source>
        <translation>Eine Anfrage durch das Gateway senden, um zu sehen, was jeder Schritt mit ihr tat.</translation>
    </message>
    <message>
        <source>Gateway trace #%1   %2</source>
        <translation>Ablauf im Gateway Nr. %1   %2</translation>
    </message>
    <message>
        <source>What %1 changed</source>
        <translation>Was %1 geändert hat</translation>
    </message>
    <message>
        <source>Nothing: the request went on as it was.</source>
        <translation>Nichts: Die Anfrage ging weiter, wie sie war.</translation>
    </message>
    <message>
        <source>Open plugin</source>
        <translation>Plugin öffnen</translation>
    </message>
    <message>
        <source>Break here</source>
        <translation>Hier anhalten</translation>
    </message>
    <message>
        <source>Stop requests like this one before the step</source>
        <translation>Anfragen wie diese vor dem Schritt anhalten</translation>
    </message>
    <message>
        <source>Turn Capture on</source>
        <translation>Aufzeichnen einschalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>The gateway kept no trace of this request. Send it again.</source>
        <translation>Das Gateway hat keinen Ablauf dieser Anfrage behalten. Noch einmal senden.</translation>
    </message>
    <message>
        <source>The gateway kept no trace of this request: Capture is off. Turn it on, then send it again.</source>
        <translation>Das Gateway hat keinen Ablauf dieser Anfrage behalten: „Aufzeichnen“ ist aus. Einschalten, dann noch einmal senden.</translation>
    </message>
    <message>
        <source>Gateway trace #%1   %2, then %3 of body</source>
        <translation>Ablauf im Gateway Nr. %1   %2, danach %3 für den Body</translation>
    </message>
    <message>
        <source>The request is under way. Its trace comes with the answer.</source>
        <translation>Die Anfrage ist unterwegs. Ihr Ablauf kommt mit der Antwort.</translation>
    </message>
    <message>
        <source>No trace yet. Only requests that go through the gateway have one.</source>
        <translation>Noch kein Ablauf. Nur Anfragen durch das Gateway haben einen.</translation>
    </message>
</context>
<context>
    <name>gw::widgets::WorkBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>gw::window::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Show the message before this one</source>
        <translation>Die Meldung davor zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::window::BreakpointActions</name>
    <message>
        <source>&amp;Breakpoints...</source>
        <translation>&amp;Haltepunkte...</translation>
    </message>
    <message>
        <source>Contin&amp;ue all</source>
        <translation>All&amp;e weiter</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Stop at brea&amp;kpoints</source>
        <translation>An Haltep&amp;unkten anhalten</translation>
    </message>
    <message>
        <source>Breakpoints: on</source>
        <translation>Haltepunkte: an</translation>
    </message>
    <message>
        <source>Breakpoints: off</source>
        <translation>Haltepunkte: aus</translation>
    </message>
    <message>
        <source>Breakpoints are on: requests stop at them. Off lets all go on</source>
        <translation>Haltepunkte sind an: Anfragen halten dort an. Aus lässt alle weiterlaufen</translation>
    </message>
    <message>
        <source>Breakpoints are off: no request stops</source>
        <translation>Haltepunkte sind aus: keine Anfrage hält an</translation>
    </message>
    <message>
        <source>%1 %2 is paused %3.</source>
        <translation>%1 %2 ist angehalten, %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n requests are paused.</source>
        <translation>
            <numerusform>%n Anfrage ist angehalten.</numerusform>
            <numerusform>%n Anfragen sind angehalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Continue all</source>
        <translation>Alle weiter</translation>
    </message>
    <message>
        <source>Requests like %1 %2 to %3 stop %4.</source>
        <translation>Anfragen wie %1 %2 an %3 halten an, %4.</translation>
    </message>
    <message>
        <source>Switch breakpoints on</source>
        <translation>Haltepunkte einschalten</translation>
    </message>
    <message>
        <source>Breakpoints are off. While they are on, requests like %1 %2 to %3 stop %4.</source>
        <translation>Haltepunkte sind aus. Solange sie an sind, halten Anfragen wie %1 %2 an %3 an, %4.</translation>
    </message>
</context>
<context>
    <name>gw::window::ConnectDialog</name>
    <message>
        <source>Connect to an engine</source>
        <translation>Mit einer Engine verbinden</translation>
    </message>
    <message>
        <source>Address of the engine</source>
        <translation>Adresse der Engine</translation>
    </message>
    <message>
        <source>Secret of the control API</source>
        <translation>Geheimnis der Steuer-API</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Secret</source>
        <translation>&amp;Geheimnis</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>The secret is `secret` of the engine&apos;s settings, or stands in the file `secret` of its state folder.</source>
        <translation>Das Geheimnis ist `secret` in den Einstellungen der Engine, oder steht in der Datei `secret` ihres Zustandsordners.</translation>
    </message>
    <message>
        <source>Asking %1 ...</source>
        <translation>%1 wird gefragt ...</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an address of an engine. Write it like http://127.0.0.1:8080.</source>
        <translation>„%1“ ist keine Adresse einer Engine. Schreiben Sie sie wie http://127.0.0.1:8080.</translation>
    </message>
</context>
<context>
    <name>gw::window::EmptyPage</name>
    <message>
        <source>Nothing is open</source>
        <translation>Nichts ist geöffnet</translation>
    </message>
</context>
<context>
    <name>gw::window::EngineWork</name>
    <message>
        <source>Reloading all files</source>
        <translation>Alle Dateien werden neu geladen</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung zu %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>Die Engine wird gestartet</translation>
    </message>
    <message>
        <source>Not waited for; see Last reload for what became of it.</source>
        <translation>Nicht abgewartet; was daraus wurde, zeigt „Letztes Neuladen“.</translation>
    </message>
    <message>
        <source>Last reload</source>
        <translation>Letztes Neuladen</translation>
    </message>
    <message>
        <source>Reloading %1</source>
        <translation>%1 wird neu geladen</translation>
    </message>
    <message>
        <source>Not waited for; the page of %1 tells what became of it.</source>
        <translation>Nicht abgewartet; die Seite von %1 zeigt, was daraus wurde.</translation>
    </message>
    <message>
        <source>%1 has not changed: generation %2 serves</source>
        <translation>%1 hat sich nicht geändert: Generation %2 bedient</translation>
    </message>
    <message>
        <source>%1: generation %2 serves</source>
        <translation>%1: Generation %2 bedient</translation>
    </message>
</context>
<context>
    <name>gw::window::EnvironmentBox</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>no environment</source>
        <translation>keine Umgebung</translation>
    </message>
    <message>
        <source>Environments are files of a workspace; an attached engine has none</source>
        <translation>Umgebungen sind Dateien eines Arbeitsordners; eine verbundene Engine hat keine</translation>
    </message>
    <message>
        <source>Variables of the requests: %1</source>
        <translation>Variablen der Anfragen: %1</translation>
    </message>
    <message>
        <source>Edit environments...</source>
        <translation>Umgebungen bearbeiten...</translation>
    </message>
</context>
<context>
    <name>gw::window::GoToAnything</name>
    <message>
        <source>Go to anything; in this tab: :12 is a line, /name a JSON pointer</source>
        <translation>Gehe überallhin; in diesem Tab: :12 ist eine Zeile, /name ein JSON-Zeiger</translation>
    </message>
    <message>
        <source>Go to an API, a request, a plugin, a pane, a setting</source>
        <translation>Zu einer API, einer Anfrage, einem Plugin, einer Ansicht, einer Einstellung gehen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>gw::window::Inspector</name>
    <message>
        <source>Select a request in Traffic to see what every step did to it, or an API or a plugin in the navigator.</source>
        <translation>Eine Anfrage unter Verkehr auswählen, um zu sehen, was jeder Schritt mit ihr tat, oder eine API oder ein Plugin im Navigator.</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
</context>
<context>
    <name>gw::window::MainWindow</name>
    <message>
        <source>Gatewright</source>
        <translation>Gatewright</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>%1 - Gatewright</source>
        <translation>%1 - Gatewright</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Close and lose what is not saved</source>
        <translation>Schließen und Ungespeichertes verwerfen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>New plugin...</source>
        <translation>Neues Plugin...</translation>
    </message>
    <message>
        <source>New API...</source>
        <translation>Neue API...</translation>
    </message>
    <message>
        <source>Open gatewright.conf</source>
        <translation>gatewright.conf öffnen</translation>
    </message>
    <message>
        <source>Connect...</source>
        <translation>Verbinden...</translation>
    </message>
</context>
<context>
    <name>gw::window::Navigator</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the navigator</source>
        <translation>Den Navigator filtern</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
</context>
<context>
    <name>gw::window::PaneDock</name>
    <message>
        <source>Panes</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>gw::window::QuickOpen</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Nothing is called like this</source>
        <translation>Nichts heißt so</translation>
    </message>
</context>
<context>
    <name>gw::window::SessionStore</name>
    <message>
        <source>The last session cannot be read: %1</source>
        <translation>Die letzte Sitzung lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>It was set aside; open your files again</source>
        <translation>Sie wurde beiseitegelegt; öffnen Sie Ihre Dateien neu</translation>
    </message>
    <message>
        <source>It cannot be moved away and stays as it is: mend or remove it. Until then the session is kept in %1</source>
        <translation>Sie lässt sich nicht wegbewegen und bleibt, wie sie ist: reparieren oder entfernen Sie sie. Bis dahin wird die Sitzung in %1 aufbewahrt</translation>
    </message>
</context>
<context>
    <name>gw::window::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie die Arbeitsfläche</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>&amp;Shortcut of the selected command</source>
        <translation>&amp;Kürzel des ausgewählten Befehls</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Filter: a word of the command or its keys</source>
        <translation>Filter: ein Wort des Befehls oder seine Tasten</translation>
    </message>
    <message>
        <source>Filter the commands</source>
        <translation>Die Befehle filtern</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Shortcut of the selected command</source>
        <translation>Kürzel des ausgewählten Befehls</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>These keys also belong to: %1. Neither works until one of them has others.</source>
        <translation>Diese Tasten gehören auch zu: %1. Keines wirkt, bis eines andere hat.</translation>
    </message>
    <message>
        <source>Shortcut of %1</source>
        <translation>Tastenkürzel von %1</translation>
    </message>
</context>
<context>
    <name>gw::window::StatusLine</name>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>APIs</source>
        <translation>APIs</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>did not start</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>APIs %1</source>
        <translation>APIs %1</translation>
    </message>
    <message>
        <source>APIs %1, %2 failed</source>
        <translation>APIs %1, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>hooks %1 ok</source>
        <translation>Hooks %1 in Ordnung</translation>
    </message>
    <message>
        <source>hooks %1 ok, %2 failed</source>
        <translation>Hooks %1 in Ordnung, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1   p99 %2   5xx %3   %4</source>
        <translation>%1   p99 %2   5xx %3   %4</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Generation</translation>
    </message>
    <message>
        <source>What became of each file at the last reload</source>
        <translation>Was beim letzten Neuladen aus jeder Datei wurde</translation>
    </message>
    <message>
        <source>gen %1</source>
        <translation>Gen. %1</translation>
    </message>
    <message>
        <source>Paused requests</source>
        <translation>Angehaltene Anfragen</translation>
    </message>
    <message>
        <source>Kept requests</source>
        <translation>Behaltene Anfragen</translation>
    </message>
    <message>
        <source>Requests that breakpoints hold</source>
        <translation>Anfragen, die Haltepunkte festhalten</translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n angehalten</numerusform>
            <numerusform>%n angehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>The list of the traffic keeps %1 requests, %2 of at most %3 MB; then the oldest go</source>
        <translation>Die Liste des Verkehrs behält %1 Anfragen, %2 von höchstens %3 MB; dann gehen die ältesten</translation>
    </message>
    <message>
        <source>requests %1   %2/%3 MB</source>
        <translation>Anfragen %1   %2/%3 MB</translation>
    </message>
    <message>
        <source>Hooks that do not return</source>
        <translation>Hooks, die nicht zurückkehren</translation>
    </message>
    <message>
        <source>Hooks of plugins that hold their threads: see Problems</source>
        <translation>Hooks von Plugins, die ihre Threads festhalten: siehe Probleme</translation>
    </message>
    <message numerus="yes">
        <source>%n hook(s) hang</source>
        <translation>
            <numerusform>%n Hook hängt</numerusform>
            <numerusform>%n Hooks hängen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gw::window::TabArea</name>
    <message>
        <source>Open pages</source>
        <translation>Offene Seiten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Close &amp;Others</source>
        <translation>&amp;Andere schließen</translation>
    </message>
    <message>
        <source>Move to the &amp;Right</source>
        <translation>Nach &amp;rechts</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>gw::window::TextFile</name>
    <message>
        <source>The file is gone. Saving writes it again.</source>
        <translation>Die Datei ist weg. Speichern schreibt sie wieder.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>%1 was changed outside while you have changes here.</source>
        <translation>%1 wurde von außen geändert, während hier Änderungen offen sind.</translation>
    </message>
</context>
<context>
    <name>gw::window::TourBar</name>
    <message>
        <source>Leave the tour</source>
        <translation>Rundgang verlassen</translation>
    </message>
    <message>
        <source>Help &gt; Tour brings it back</source>
        <translation>Hilfe &gt; Rundgang bringt ihn zurück</translation>
    </message>
    <message>
        <source>Tour, %1 of %2</source>
        <translation>Rundgang, %1 von %2</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Erledigt.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>gw::window::WindowActions</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>New &amp;request</source>
        <translation>Neue An&amp;frage</translation>
    </message>
    <message>
        <source>&amp;Save and apply</source>
        <translation>&amp;Speichern und anwenden</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>Tab s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Maximise panes</source>
        <translation>Ansichten &amp;maximieren</translation>
    </message>
    <message>
        <source>Move tab to the &amp;right</source>
        <translation>Tab nach &amp;rechts</translation>
    </message>
    <message>
        <source>Colours of the &amp;desktop</source>
        <translation>Farben der &amp;Arbeitsfläche</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <source>Go to &amp;anything...</source>
        <translation>Gehe &amp;überallhin...</translation>
    </message>
    <message>
        <source>&amp;Commands...</source>
        <translation>&amp;Befehle...</translation>
    </message>
    <message>
        <source>&amp;Navigator</source>
        <translation>&amp;Navigator</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>Nä&amp;chster Tab</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>&amp;Voriger Tab</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>&amp;Reload all files</source>
        <translation>Alle Dateien neu &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Try to connect now</source>
        <translation>&amp;Jetzt verbinden</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Run a command</source>
        <translation>Einen Befehl ausführen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehen</translation>
    </message>
    <message>
        <source>G&amp;ateway</source>
        <translation>&amp;Gateway</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Gatewright</source>
        <translation>&amp;Über Gatewright</translation>
    </message>
    <message>
        <source>About Gatewright</source>
        <translation>Über Gatewright</translation>
    </message>
    <message>
        <source>Gatewright %1
An API gateway with native plugins.
GPL-3.0-or-later</source>
        <translation>Gatewright %1
Ein API-Gateway mit nativen Plugins.
GPL-3.0-or-later</translation>
    </message>
    <message>
        <source>an API, a request, a plugin</source>
        <translation>zu einer API, einer Anfrage, einem Plugin</translation>
    </message>
    <message>
        <source>and send it to the gateway</source>
        <translation>und sie an das Gateway senden</translation>
    </message>
    <message>
        <source>a folder with apps, plugins, requests</source>
        <translation>ein Ordner mit apps, plugins, requests</translation>
    </message>
    <message>
        <source>with its address and secret</source>
        <translation>mit Adresse und Geheimnis</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>The engine that this window works with</source>
        <translation>Die Engine, mit der dieses Fenster arbeitet</translation>
    </message>
    <message>
        <source>Go to anything   %1</source>
        <translation>Gehe überallhin   %1</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>A&amp;PI</source>
        <translation>A&amp;PI</translation>
    </message>
    <message>
        <source>from a template, a URL, OpenAPI or curl</source>
        <translation>aus Vorlage, URL, OpenAPI oder curl</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>&amp;Gateway settings (gatewright.conf)</source>
        <translation>&amp;Gateway-Einstellungen (gatewright.conf)</translation>
    </message>
    <message>
        <source>&amp;Stop the engine</source>
        <translation>Engine &amp;anhalten</translation>
    </message>
    <message>
        <source>Re&amp;start the engine</source>
        <translation>Engine neu &amp;starten</translation>
    </message>
    <message>
        <source>Ca&amp;pture</source>
        <translation>Auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>Let the engine note what every step does to every request; it costs the engine some time</source>
        <translation>Die Engine notieren lassen, was jeder Schritt mit jeder Anfrage macht; das kostet sie etwas Zeit</translation>
    </message>
    <message>
        <source>Di&amp;sconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Connect &amp;again</source>
        <translation>&amp;Wieder verbinden</translation>
    </message>
    <message>
        <source>&amp;Start the engine</source>
        <translation>Engine &amp;starten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>in C++, C or Rust</source>
        <translation>in C++, C oder Rust</translation>
    </message>
    <message>
        <source>&amp;Last reload</source>
        <translation>Let&amp;ztes Neuladen</translation>
    </message>
    <message>
        <source>&amp;Environments of the requests</source>
        <translation>&amp;Umgebungen der Anfragen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>An&amp;frage</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>jetzt nicht</translation>
    </message>
    <message>
        <source>for another entry of the navigator</source>
        <translation>für einen anderen Eintrag des Navigators</translation>
    </message>
    <message>
        <source>in the pane</source>
        <translation>in der Ansicht</translation>
    </message>
    <message>
        <source>in another tab</source>
        <translation>in einem anderen Tab</translation>
    </message>
    <message>
        <source>&amp;Chosen library</source>
        <translation>Ge&amp;wählte Bibliothek</translation>
    </message>
</context>
<context>
    <name>gw::window::WorkspaceActions</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>&amp;Open workspace...</source>
        <translation>Arbeitsordner ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>New &amp;workspace...</source>
        <translation>Neuer &amp;Arbeitsordner...</translation>
    </message>
    <message>
        <source>Open &amp;demo</source>
        <translation>&amp;Demo öffnen</translation>
    </message>
    <message>
        <source>&amp;Connect to a running engine...</source>
        <translation>Mit laufender Engine &amp;verbinden...</translation>
    </message>
    <message>
        <source>Nothing was opened before</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
    <message>
        <source>New workspace: choose an empty folder</source>
        <translation>Neuer Arbeitsordner: einen leeren Ordner wählen</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsordner öffnen</translation>
    </message>
</context>
</TS>
