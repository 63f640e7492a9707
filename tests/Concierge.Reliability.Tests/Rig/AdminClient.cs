using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Asks the host's admin API and health.</summary>
internal sealed class AdminClient : IDisposable
{
    private const int PageSize = 500;

    private readonly HttpClient _http;

    public AdminClient(Uri host)
    {
        _http = new HttpClient { BaseAddress = host, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", MetaAccount.AdminKey);
    }

    /// <summary>One figure of readiness, such as <c>core.inputs</c> or <c>store.waiting</c>.</summary>
    public async Task<long> FigureAsync(string component, string name)
    {
        JsonElement health = await GetAsync("/health/ready");
        return health.GetProperty("components").GetProperty(component).GetProperty(name).GetInt64();
    }

    /// <summary>The reasons why inputs and replies were given up.</summary>
    public async Task<IReadOnlyList<(string Kind, string Reason, string Payload)>> DeadLettersAsync()
    {
        JsonElement page = await GetAsync($"/concierge/api/deadletters?limit={PageSize}");
        return [.. page.GetProperty("deadLetters").EnumerateArray().Select(letter => (
            letter.GetProperty("kind").GetString()!,
            letter.GetProperty("reason").GetString()!,
            letter.GetProperty("payload").GetString()!))];
    }

    /// <summary>Posts without a body.</summary>
    public async Task<HttpStatusCode> PostAsync(string path)
    {
        using HttpResponseMessage answer = await _http.PostAsync(path, content: null);
        return answer.StatusCode;
    }

    /// <summary>The ids of all conversations with people; the newest page of them when there are more than fit one.</summary>
    public async Task<IReadOnlyList<string>> ConversationsAsync()
    {
        JsonElement page = await GetAsync($"/concierge/api/conversations?limit={PageSize}");
        return [.. page.GetProperty("conversations").EnumerateArray().Select(summary => summary.GetProperty("id").GetString()!)];
    }

    /// <summary>The newest lines of a transcript, as they are stored.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessagesAsync(string conversation)
    {
        JsonElement page = await GetAsync($"/concierge/api/conversations/{Uri.EscapeDataString(conversation)}/messages?limit={PageSize}");
        return [.. page.GetProperty("messages").EnumerateArray()];
    }

    /// <summary>The host's own record of its sends.</summary>
    public async Task<IReadOnlyList<(string AttemptId, string? Outcome)>> AttemptsAsync(string conversation)
    {
        JsonElement page = await GetAsync($"/concierge/api/conversations/{Uri.EscapeDataString(conversation)}/attempts?limit={PageSize}");
        return [.. page.GetProperty("attempts").EnumerateArray().Select(attempt => (
            attempt.GetProperty("attemptId").GetString()!,
            attempt.GetProperty("outcome").GetString()))];
    }

    /// <summary>A colleague takes the conversation over. Completes when that is durable.</summary>
    public async Task TakeOverAsync(string conversation, string by)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync($"/concierge/api/conversations/{Uri.EscapeDataString(conversation)}/takeover", new { by });
        response.StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    /// <summary>Whether a take-over of the conversation has been carried out.</summary>
    public async Task<bool> IsTakenOverAsync(string conversation)
    {
        JsonElement stored = await GetAsync($"/concierge/api/conversations/{Uri.EscapeDataString(conversation)}");
        return stored.GetProperty("conversation").TryGetProperty("handling", out JsonElement handling) && handling.GetString() == "Human";
    }

    /// <summary>What it answers to a GET, whatever that is.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);
        if (!response.IsSuccessStatusCode && !path.StartsWith("/health", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
        }

        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
    }
}
