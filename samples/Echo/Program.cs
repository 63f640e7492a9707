using Concierge.Samples.Echo;

// The smallest host: everything it needs comes from the environment.
//   Concierge__Meta__AppSecret, …__VerifyToken, …__AccessToken, …__PhoneNumberId, …__ApiBaseUrl, …__ApiVersion
//   Concierge__Sqlite__ConnectionString, or Concierge__PostgreSql__ConnectionString to share a database with other nodes
//   Concierge__AdminApi__Key, --urls
//   Echo__Mode=count counts the messages and answers none.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseConciergeTransport();
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

IConciergeBuilder concierge = builder.Services.AddConcierge();
_ = builder.Configuration["Concierge:PostgreSql:ConnectionString"] is null ? concierge.UseSqlite() : concierge.UsePostgreSql();
concierge
    .AddMeta()
    .AddService<EchoService>("echo", service => service.Default());
builder.Services.AddSingleton<EchoService>();

WebApplication app = builder.Build();
app.MapConcierge();
app.Run();
