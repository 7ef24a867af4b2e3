namespace Holdfast.Configuration;

/// <summary>A token is kept only as its hash: `holdfast token` makes one and prints both.</summary>
public sealed record TokenConfig
{
    public required string Name { get; init; }

    /// <summary>sha256: and 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public TokenRole Role { get; init; } = TokenRole.Read;
}
