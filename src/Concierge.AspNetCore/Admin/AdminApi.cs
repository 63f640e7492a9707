using Concierge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Admin;

/// <summary>The admin API's routes. Off unless a key or a policy is configured.</summary>
internal static class AdminApi
{
    private const string Root = "/concierge/api";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        AdminApiOptions options = AdminApiOptions.Read(endpoints.ServiceProvider.GetRequiredService<IConfiguration>());
        if (!options.IsOn)
        {
            return;
        }

        RouteGroupBuilder group = endpoints.MapGroup(Root);
        if (options.Policy is not null)
        {
            group.RequireAuthorization(options.Policy);
        }

        AdminAccess? access = options.Key is null ? null : new AdminAccess(options.Key);
        ConversationEndpoints conversations = ActivatorUtilities.CreateInstance<ConversationEndpoints>(endpoints.ServiceProvider);
        OperationEndpoints operations = ActivatorUtilities.CreateInstance<OperationEndpoints>(endpoints.ServiceProvider);
        ServiceEndpoints services = ActivatorUtilities.CreateInstance<ServiceEndpoints>(endpoints.ServiceProvider);
        ToolEndpoints tools = ActivatorUtilities.CreateInstance<ToolEndpoints>(endpoints.ServiceProvider);
        PeopleEndpoints people = ActivatorUtilities.CreateInstance<PeopleEndpoints>(endpoints.ServiceProvider);
        ContactEndpoints contacts = ActivatorUtilities.CreateInstance<ContactEndpoints>(endpoints.ServiceProvider);
        ContactExport export = ActivatorUtilities.CreateInstance<ContactExport>(endpoints.ServiceProvider);
        ArtifactEndpoints artifacts = ActivatorUtilities.CreateInstance<ArtifactEndpoints>(endpoints.ServiceProvider);
        RecordEndpoints records = ActivatorUtilities.CreateInstance<RecordEndpoints>(endpoints.ServiceProvider);
        Get("/conversations", conversations.ListAsync);
        Get("/conversations/{id}", conversations.ShowAsync);
        Get("/conversations/{id}/messages", conversations.MessagesAsync);
        Get("/conversations/{id}/attempts", conversations.AttemptsAsync);
        Post("/conversations/{id}/takeover", conversations.TakeOverAsync);
        Post("/conversations/{id}/handback", conversations.HandBackAsync);
        Post("/conversations/{id}/decisions", conversations.DecideAsync);
        Post("/conversations/{id}/messages", conversations.ReplyAsync);
        Post("/conversations/{id}/merge", conversations.MergeAsync);
        Get("/conversations/{id}/sessions", people.SessionsAsync);
        Delete("/conversations/{id}", contacts.EraseAsync);
        Get("/conversations/{id}/profile", contacts.ProfileAsync);
        Patch("/conversations/{id}/profile", contacts.ChangeProfileAsync);
        Post("/conversations/{id}/sends", contacts.SendAsync);
        Get("/conversations/{id}/timers", contacts.TimersAsync);
        Delete("/conversations/{id}/timers/{timer}", contacts.CancelAsync);
        Get("/conversations/{id}/artifacts", artifacts.ListOfAsync);
        Get("/contacts.csv", export.ExportAsync);
        Get("/erasures", contacts.ErasuresAsync);
        Get("/conversations/{id}/approvals", records.ApprovalsOfAsync);
        Get("/approvals", records.ApprovalsAsync);
        Get("/sessions", records.SessionsAsync);
        Get("/artifacts", artifacts.ListAsync);
        Get("/artifacts/{artifact}", artifacts.DownloadAsync);
        Get("/services", services.ListAsync);
        Get("/services/{name}", services.ShowAsync);
        Put("/services/{name}", services.SaveAsync);
        Delete("/services/{name}", services.RemoveAsync);
        Post("/services/{name}/on", services.SwitchOnAsync);
        Post("/services/{name}/off", services.SwitchOffAsync);
        Get("/tools", tools.ListAsync);
        Get("/tools/{name}", tools.ShowAsync);
        Put("/tools/{name}", tools.SaveAsync);
        Delete("/tools/{name}", tools.RemoveAsync);
        Post("/tools/{name}/on", tools.SwitchOnAsync);
        Post("/tools/{name}/off", tools.SwitchOffAsync);
        Get("/roles", people.ListRolesAsync);
        Post("/roles", people.SetRoleAsync);
        Get("/deadletters", operations.DeadLettersAsync);
        Post("/deadletters/{id}/replay", operations.ReplayAsync);
        Get("/accounts", operations.AccountsAsync);
        Get("/accounts/{channel}/{name}/events", operations.AccountEventsAsync);
        Get("/openapi.json", OperationEndpoints.OpenApiAsync);

        void Get(string route, RequestDelegate handle) => group.MapGet(route, Guard(handle)).WithDisplayName($"Concierge admin GET {route}");

        void Post(string route, RequestDelegate handle) => group.MapPost(route, Guard(handle)).WithDisplayName($"Concierge admin POST {route}");

        void Put(string route, RequestDelegate handle) => group.MapPut(route, Guard(handle)).WithDisplayName($"Concierge admin PUT {route}");

        void Patch(string route, RequestDelegate handle) => group.MapPatch(route, Guard(handle)).WithDisplayName($"Concierge admin PATCH {route}");

        void Delete(string route, RequestDelegate handle) => group.MapDelete(route, Guard(handle)).WithDisplayName($"Concierge admin DELETE {route}");

        RequestDelegate Guard(RequestDelegate handle) => context =>
        {
            if (access?.IsAllowed(context) != false)
            {
                return AnswerAsync(context, handle);
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            return JsonAnswer.ProblemAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Send the key of Concierge:AdminApi:Key as a bearer token.");
        };
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate handle)
    {
        try
        {
            await handle(context);
        }
        catch (StoreUnavailableException away) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = RetryAfterHeader.Value;
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "The store is away", away.Message);
        }
    }
}
