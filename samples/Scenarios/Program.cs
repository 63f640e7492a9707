using Concierge.Samples.Scenarios;

// Three small bots: salon, parish, order. `dotnet run --project samples/Scenarios salon` prints the address of a page that looks like a phone.
// What to write to them stands in samples/Scenarios/README.md.
string bot = args is [{ } first, ..] && !first.StartsWith('-') ? first.ToLowerInvariant() : "salon";
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Each bot has its own chats and its own database.
builder.Configuration["Concierge:Emulator:JournalPath"] = $"concierge-emulator-{bot}.json";
builder.Configuration["Concierge:Sqlite:ConnectionString"] = $"Data Source=scenarios-{bot}.db";
builder.AddConciergeEmulator();
IConciergeBuilder concierge = builder.Services.AddConcierge()
    .AddMeta().AddTwilio().AddWaha().AddChatwoot()
    .UseSqlite();

switch (bot)
{
    case "salon":
        concierge.AddSalon();
        break;
    case "parish":
        concierge.AddParish();
        break;
    case "order":
        concierge.AddWritingStudio();
        break;
    default:
        Console.Error.WriteLine($"There is no bot '{bot}'. Run one of: salon, parish, order.");
        return 1;
}

WebApplication app = builder.Build();
app.MapConcierge();
app.MapConciergeEmulator();
app.MapGet("/", () => Results.Redirect("/emulator"));
app.Run();
return 0;
