using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>Roles of telephone numbers, and visits of a conversation to services. Numbers are in bodies, never in addresses, which are logged.</summary>
internal sealed class PeopleEndpoints(IRoleDirectory roles, IServiceProvider services)
{
    private readonly IRecordStore? _records = (IRecordStore?)services.GetService(typeof(IRecordStore));

    public async Task SessionsAsync(HttpContext context)
    {
        string conversation = AdminRequest.Conversation(context).Value;
        IReadOnlyList<StoredRecord> page = _records is null
            ? []
            : await _records.ListAsync(ServiceSession.Collection, $"{conversation}.", context.Request.Query["after"], AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            ConversationEndpoints.WriteArray(writer, "sessions", page, static (w, record) => w.WriteRawValue(record.Content.Span, skipInputValidation: true)));
    }

    public async Task ListRolesAsync(HttpContext context)
    {
        IReadOnlyList<RoleGrant> grants = await roles.ListAsync(null, AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => ConversationEndpoints.WriteArray(writer, "roles", grants, static (w, grant) =>
        {
            w.WriteStartObject();
            w.WriteString("phone", grant.Phone);
            w.WriteString("role", grant.Role.ToString());
            w.WriteString("service", grant.Service);
            w.WriteEndObject();
        }));
    }

    /// <summary>Grants a role, or takes it away where none is named.</summary>
    public async Task SetRoleAsync(HttpContext context)
    {
        Dictionary<string, string>? body = await AdminRequest.BodyAsync(context);
        string phone = body?.GetValueOrDefault("phone")?.TrimStart('+') ?? string.Empty;
        string? service = body?.GetValueOrDefault("service");
        string? wanted = body?.GetValueOrDefault("role");
        if (!Enum.TryParse(wanted ?? nameof(ServiceRole.Client), ignoreCase: true, out ServiceRole role) || !Enum.IsDefined(role) || char.IsAsciiDigit(wanted?[0] ?? 'c'))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Unknown role", $"Send \"role\" as one of {string.Join(", ", Enum.GetNames<ServiceRole>())}, or leave it out to take the role away.");
            return;
        }

        try
        {
            if (wanted is null)
            {
                await roles.RevokeAsync(phone, service, CancellationToken.None);
            }
            else
            {
                await roles.GrantAsync(new RoleGrant(phone, role, service), CancellationToken.None);
            }
        }
        catch (ArgumentException)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a number", "Send a JSON object with a member \"phone\": 5 to 15 digits with the country code.");
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, static writer => writer.WriteString("status", "saved"));
    }
}
