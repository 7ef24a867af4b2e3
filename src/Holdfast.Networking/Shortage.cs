namespace Holdfast.Networking;

/// <summary>The one place that says which failures tell of this process and its machine, and nothing of whoever is at the other end.</summary>
public static class Shortage
{
    /// <summary>No descriptor, no memory or no local port was left. The next peer would have met the same.</summary>
    public static bool IsOurs(IoStatus status) => status is IoStatus.TooManyDescriptors or IoStatus.NoResources;
}
