namespace Holdfast.Drills.Running;

/// <summary>A program that can stand before the servers: how it is installed, started, checked, told of another configuration and watched.</summary>
public abstract class GatewayKind
{
    /// <summary>The word of --gateway: haproxy, haproxy-naive.</summary>
    public required string Name { get; init; }

    /// <summary>What its configurations end with: ".cfg".</summary>
    public abstract string Ending { get; }

    /// <summary>Debian's package; null when it is part of Holdfast.</summary>
    public abstract string? Package { get; }

    /// <summary>The program to look for before anything is started.</summary>
    public abstract string Program { get; }

    /// <summary>Arguments that run it in the foreground with this configuration.</summary>
    public abstract IReadOnlyList<string> Command(GatewayFiles files);

    /// <summary>Arguments that check the configuration without running it, as its operators do before a change.</summary>
    public abstract IReadOnlyList<string> CheckCommand(GatewayFiles files);

    /// <summary>How its operators give it another configuration: a signal to its first process, or a command of its own.</summary>
    /// <returns>Why it stays with what it has; null when it took it, or does not say.</returns>
    public abstract Task<string?> ReloadAsync(GatewayFiles files, ProcessIdentity process, CancellationToken cancellation);

    /// <summary>Tells it of a deployment; most gateways know no such thing.</summary>
    /// <returns>Why it did not take it; null otherwise.</returns>
    public virtual Task<string?> AnnounceAsync(GatewayFiles files, string deployment, string subject, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Reads what the gateway itself says about its servers.</summary>
    public abstract IGatewayWatch Watch(GatewayFiles files);

    /// <summary>Where its configuration of this name is, as templates are read.</summary>
    public string TemplatePath(string template) => $"peers/{Name}/{template}{Ending}";

    public sealed override string ToString() => Name;

    public virtual IReadOnlyDictionary<string, string> Environment(GatewayFiles files) => new Dictionary<string, string>(StringComparer.Ordinal);
}
