using System.Collections.Concurrent;
using System.Net;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Posts at the times of a schedule, not when the answer before came, and takes the time of each.</summary>
internal sealed class PacedPoster(WebhookClient client, int rate)
{
    private const int People = 500;

    /// <summary>How long each answer took. All of them must be 200.</summary>
    public async Task<IReadOnlyCollection<TimeSpan>> PostAsync(string run, TimeSpan length)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var posts = new List<Task>();
        long began = TimeProvider.System.GetTimestamp();
        int total = (int)(rate * length.TotalSeconds);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (posts.Count < total)
        {
            await timer.WaitForNextTickAsync();
            TimeSpan now = TimeProvider.System.GetElapsedTime(began);
            for (int due = (int)(now.TotalSeconds * rate); posts.Count < Math.Min(due, total);)
            {
                posts.Add(PostOneAsync($"{run}-{posts.Count}", posts.Count % People, times));
            }
        }

        await Task.WhenAll(posts);
        return times;
    }

    private async Task PostOneAsync(string text, int person, ConcurrentBag<TimeSpan> times)
    {
        byte[] body = MetaPayload.Message(MetaAccount.Person(person), $"wamid.{text}", text, DateTimeOffset.UtcNow);
        long posted = TimeProvider.System.GetTimestamp();
        HttpStatusCode? status = await client.PostAsync(body, CancellationToken.None);
        times.Add(TimeProvider.System.GetElapsedTime(posted));
        status.Should().Be(HttpStatusCode.OK);
    }
}
