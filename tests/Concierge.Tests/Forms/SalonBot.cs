using System.Text.Json;
using Concierge.Channels;
using Concierge.Forms;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

/// <summary>A bot that takes bookings, and what it took.</summary>
internal sealed class SalonBot : IAsyncDisposable
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateTimeOffset Now = new(2026, 5, 6, 9, 0, 0, TimeSpan.Zero);

    private SalonBot(List<Booking> bookings) => Bookings = bookings;

    public ConciergeTestHost Host { get; private set; } = null!;

    public List<Booking> Bookings { get; }

    public TestPerson Ann => Host.Person();

    public static async Task<SalonBot> StartAsync(Action<FormBuilder<Booking>>? change = null, ChannelCapabilities? capabilities = null, Action<IConciergeBuilder>? add = null)
    {
        var bookings = new List<Booking>();
        var bot = new SalonBot(bookings);
        bot.Host = await ConciergeTestHost.StartAsync(
            c =>
            {
                c.AddForm<Booking>("booking", form =>
                {
                    Configure(form, bookings);
                    change?.Invoke(form);
                });
                c.AddService("menu", s => s.Default().Answer("menu"));
                c.AddService("hours", s => s.Keywords("opening hours", "hours").Answer("We are open from 9 to 19."));
                add?.Invoke(c);
            },
            Now,
            capabilities);
        return bot;
    }

    public Task<TestAnswers> SaysAsync(string text) => Host.SaysAsync(text);

    public async Task<IReadOnlyList<JsonElement>> ArtifactsAsync()
    {
        IReadOnlyList<StoredRecord> records = await Host.Services.GetRequiredService<IRecordStore>().ListAsync("artifacts", string.Empty, null, 100, CancellationToken.None);
        return [.. records.Select(record => JsonDocument.Parse(record.Content).RootElement.Clone())];
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static void Configure(FormBuilder<Booking> form, List<Booking> bookings) => form
        .Service(s => s.Keywords("book", "appointment", "réserver", "rendez-vous", "reservar", "cita"))
        .Field(b => b.Treatment, f => f
            .Prompt("Which treatment?", "Quelle prestation ?", "¿Qué servicio?")
            .Label("Treatment", "Prestation", "Servicio")
            .Choices(
                new FormChoice("Haircut", new LocalizedText(new Dictionary<string, string> { ["en"] = "Haircut", ["fr"] = "Coupe", ["es"] = "Corte" }), "cut", "trim", "coupe de cheveux", "corte de pelo"),
                new FormChoice("Colour", new LocalizedText(new Dictionary<string, string> { ["en"] = "Colour", ["fr"] = "Couleur", ["es"] = "Color" }), "color", "coloration", "tinte"),
                new FormChoice("Shave", new LocalizedText(new Dictionary<string, string> { ["en"] = "Shave", ["fr"] = "Rasage", ["es"] = "Afeitado" }))))
        .Field(b => b.Day, f => f.Prompt("Which day?", "Quel jour ?", "¿Qué día?").Label("Day", "Jour", "Día").NotInPast())
        .Field(b => b.Time, f => f.Prompt("At what time?", "À quelle heure ?", "¿A qué hora?").Label("Time", "Heure", "Hora").Range(new TimeOnly(9, 0), new TimeOnly(19, 0)))
        .Field(b => b.Name, f => f.Prompt("What is your name?", "Quel est votre nom ?", "¿Cómo se llama?").Label("Name", "Nom", "Nombre").PersonName())
        .Field(b => b.Notes, f => f.Prompt("Anything we should know?", "Quelque chose à savoir ?", "¿Algo que debamos saber?").Label("Notes", "Remarques", "Notas"))
        .OnCompleted((turn, booking) =>
        {
            bookings.Add(booking);
            turn.Reply($"See you, {booking.Name}!");
            return ValueTask.CompletedTask;
        });
}
