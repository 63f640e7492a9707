using Concierge.Samples.Quickstart;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.AddConciergeEmulator();                 // a phone and a provider on this machine; remove it to go live

builder.Services.AddConcierge()
    .AddMeta()
    .UseSqlite("Data Source=quickstart.db")
    .ConfigureTurns(turns => turns.Use<TypingMiddleware>())
    .AddService("hours", service => service
        .Keywords("hours", "open", "opening hours").Choices("hours")
        .Answer("We are open from Tuesday to Sunday, 8:00 to 18:00. 🥐"))
    .AddService<MenuService>("menu", service => service.Keywords("menu", "bread", "cakes").Choices("menu"))
    .AddService<OrderService>("order", service => service.Keywords("order").Choices("order", "rye", "sourdough", "walnut", "apple", "cheese"))
    .AddHumanService("colleague", service => service
        .Keywords("agent", "human", "person").Choices("agent")
        .Answer("One moment, a colleague will be with you."))
    .AddService("welcome", service => service.Default(), Welcome.Handle);

WebApplication app = builder.Build();
app.MapConcierge();
app.MapConciergeEmulator();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"\n  Open the phone:  {app.Urls.First()}/emulator\n"));
app.Run();
