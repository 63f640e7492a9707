using Concierge.Samples.Echo;

// The smallest host: everything it needs comes from the environment.
//   Concierge__Meta__AppSecret, …__VerifyToken, …__AccessToken, …__PhoneNumberId, …__ApiBaseUrl, …__ApiVersion
//   Concierge__Sqlite__ConnectionString, Concierge__AdminApi__Key, --urls
//   Echo__Mode=count counts the messages and answers none.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseConciergeTransport();
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

builder.Services.AddConcierge()
    .AddMeta()
    .UseSqlite()
    .AddService<EchoService>("echo", service => service.Default());
builder.Services.AddSingleton<EchoService>();

WebApplication app = builder.Build();
app.MapConcierge();
app.Run();
