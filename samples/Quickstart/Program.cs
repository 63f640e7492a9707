using Concierge.Samples.Quickstart;

// A bakery's assistant. `dotnet run` prints the address of a page that looks like a phone: write to it.
// No account and no network: the emulator stands in for the providers, and makes up the credentials.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
bool isEmulated = builder.Environment.IsDevelopment();
if (isEmulated)
{
    builder.AddConciergeEmulator();
}

bool hasModel = builder.AddModel();
IConciergeBuilder concierge = builder.Services.AddConcierge()
    .AddChannels(builder.Configuration["Concierge:Channels"])
    .UseSqlite()
    .ConfigureTurns(turns => turns.Use<TypingMiddleware>())

    // Words lead to services: whole words anywhere in the message, whatever their case and accents.
    .AddService("hours", service => service
        .Keywords("hours", "open", "opening", "closed").Choices("hours")
        .Answer("We are open *Tuesday to Sunday, 7:00 to 18:30*. On Mondays the oven sleeps. 🥖"))
    .AddService<OrderService>("order", service => service.Keywords("order", "bread", "croissant").Choices("order"))
    .AddHumanService("agent", service => service
        .Keywords("agent", "human", "person", "colleague").Choices("agent")
        .Answer("Of course. A colleague will be with you in a moment; I stay silent until then."))

    .AddService<MenuService>("menu", service => (hasModel ? service : service.Default()).Keywords("menu", "help", "hello", "hi"));

// Whatever leads nowhere else goes to the model, or gets the menu where there is none.
if (hasModel)
{
    concierge.AddAssistant();
}

WebApplication app = builder.Build();
app.MapConcierge();
if (isEmulated)
{
    app.MapConciergeEmulator();
    app.MapGet("/", () => Results.Redirect("/emulator"));
}

if (!hasModel)
{
    Console.WriteLine(Assistant.HowToAdd);
}

app.Run();
