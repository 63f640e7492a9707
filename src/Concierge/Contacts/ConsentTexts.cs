namespace Concierge.Contacts;

/// <summary>How an opt-out or opt-in is confirmed.</summary>
internal static class ConsentTexts
{
    public static string Confirm(Consent consent, string? language)
    {
        (string leaves, string comes) = language switch
        {
            "fr" => ("C'est noté : vous ne recevrez plus de messages de notre part, sauf si vous nous écrivez. Envoyez START pour les recevoir à nouveau.", "C'est noté : vous recevrez à nouveau nos messages. Envoyez STOP pour ne plus en recevoir."),
            "es" => ("Entendido: no recibirá más mensajes nuestros, salvo que nos escriba. Envíe START para recibirlos de nuevo.", "Entendido: recibirá de nuevo nuestros mensajes. Envíe STOP para no recibirlos."),
            "de" => ("Verstanden: Sie bekommen keine Nachrichten mehr von uns, außer wenn Sie schreiben. Mit START bekommen Sie sie wieder.", "Verstanden: Sie bekommen unsere Nachrichten wieder. Mit STOP bestellen Sie sie ab."),
            "it" => ("Va bene: non riceverà più nostri messaggi, a meno che non ci scriva. Invii START per riceverli di nuovo.", "Va bene: riceverà di nuovo i nostri messaggi. Invii STOP per non riceverli più."),
            "pt" => ("Certo: não receberá mais mensagens nossas, a menos que nos escreva. Envie START para voltar a recebê-las.", "Certo: voltará a receber as nossas mensagens. Envie STOP para não as receber."),
            "nl" => ("Begrepen: u krijgt geen berichten meer van ons, tenzij u schrijft. Stuur START om ze weer te krijgen.", "Begrepen: u krijgt onze berichten weer. Stuur STOP om u af te melden."),
            "pl" => ("Zapisano: nie będziemy już wysyłać wiadomości, chyba że Pan/Pani napisze. Wyślij START, aby znów je otrzymywać.", "Zapisano: znów będziemy wysyłać wiadomości. Wyślij STOP, aby zrezygnować."),
            "tr" => ("Anlaşıldı: siz yazmadıkça bizden mesaj almayacaksınız. Yeniden almak için START gönderin.", "Anlaşıldı: mesajlarımızı yeniden alacaksınız. Durdurmak için STOP gönderin."),
            "sv" => ("Uppfattat: du får inga fler meddelanden från oss om du inte skriver. Skicka START för att få dem igen.", "Uppfattat: du får våra meddelanden igen. Skicka STOP för att avsluta."),
            "id" => ("Baik: Anda tidak akan menerima pesan dari kami lagi kecuali Anda menulis. Kirim START untuk menerimanya lagi.", "Baik: Anda akan menerima pesan kami lagi. Kirim STOP untuk berhenti."),
            "ru" => ("Принято: мы больше не будем писать вам первыми. Отправьте START, чтобы снова получать сообщения.", "Принято: вы снова будете получать наши сообщения. Отправьте STOP, чтобы отписаться."),
            "ar" => ("تم: لن تصلك رسائل منا إلا إذا راسلتنا. أرسل START لتلقيها من جديد.", "تم: ستصلك رسائلنا من جديد. أرسل STOP لإيقافها."),
            "zh" => ("好的:除非您来信,否则我们不会再发送消息。发送 START 可重新接收。", "好的:您将重新收到我们的消息。发送 STOP 可退订。"),
            _ => ("Done: you will get no more messages from us unless you write. Send START to get them again.", "Done: you will get our messages again. Send STOP to end them."),
        };
        return consent == Consent.OptedOut ? leaves : comes;
    }
}
