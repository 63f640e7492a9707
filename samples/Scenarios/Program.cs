using Concierge.Samples.Scenarios;

// Three small bots: parish, salon, order. `dotnet run --project samples/Scenarios parish` prints the address of a page
// that looks like a phone; the tabs above it choose the provider. samples/Scenarios/README.md says what to write.
string bot = args.FirstOrDefault() is { } first && !first.StartsWith('-') ? first.ToLowerInvariant() : "salon";
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Each bot has its own chats and its own database.
builder.Configuration["Concierge:Emulator:JournalPath"] = $"concierge-emulator-{bot}.json";
builder.Configuration["Concierge:Sqlite:ConnectionString"] = $"Data Source=scenarios-{bot}.db";
builder.AddConciergeEmulator();

IConciergeBuilder concierge = builder.Services.AddConcierge()
    .AddMeta().AddTwilio().AddWaha().AddChatwoot()
    .UseSqlite();
_ = bot switch
{
    "parish" => concierge.AddParish(),
    "salon" => concierge.AddSalon(),
    "order" => concierge.AddWritingStudio(),
    _ => throw new ArgumentException($"There is no bot '{bot}'. Run parish, salon or order."),
};

WebApplication app = builder.Build();
app.MapConcierge();
app.MapConciergeEmulator();
app.MapGet("/", () => Results.Redirect("/emulator"));
app.Run();
