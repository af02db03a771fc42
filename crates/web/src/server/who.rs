//! Where a request comes from and what it is called in the log.

pub use crate::middleware::{ClientAddress, RequestId};
use axum::http::HeaderMap;
use rand::RngExt;
use std::net::IpAddr;

/// The last address in X-Forwarded-For that is not itself a trusted proxy. From anybody else the header is a claim.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> ClientAddress {
    let mut client = peer;
    let lines: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    let mut hops = lines.iter().flat_map(|line| line.split(',')).map(str::trim).rev();
    while proxies.contains(&client.to_canonical())
        && let Some(hop) = hops.next().and_then(|hop| hop.parse().ok())
    {
        client = hop;
    }
    ClientAddress(client.to_canonical())
}

/// The proxy's id when a trusted proxy sends a harmless one, else 16 random hexadecimal digits.
pub(crate) fn request_id(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> RequestId {
    let sent = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    match sent.filter(|id| proxies.contains(&peer.to_canonical()) && is_harmless(id)) {
        Some(id) => RequestId(id.to_owned()),
        None => RequestId(format!("{:016x}", rand::rng().random::<u64>())),
    }
}

fn is_harmless(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn an_address_is_believed_from_a_trusted_proxy_only() {
        let sent = headers("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.0.0.2");
        let seen = |proxies: &[IpAddr]| client(PEER, &sent, proxies).0.to_string();

        assert_eq!(seen(&[]), "10.0.0.1");
        assert_eq!(seen(&[PEER]), "10.0.0.2");
        assert_eq!(seen(&[PEER, "10.0.0.2".parse().unwrap()]), "203.0.113.9");
    }

    #[test]
    fn nonsense_from_a_proxy_leaves_the_proxy_itself() {
        assert_eq!(client(PEER, &headers("x-forwarded-for", "unknown"), &[PEER]).0, PEER);
    }

    #[test]
    fn a_proxy_that_comes_in_over_both_protocols_is_one_proxy() {
        let mapped: IpAddr = "::ffff:10.0.0.1".parse().unwrap();

        assert_eq!(client(mapped, &headers("x-forwarded-for", "203.0.113.9"), &[PEER]).0.to_string(), "203.0.113.9");
    }

    #[test]
    fn an_id_is_taken_from_a_trusted_proxy_and_only_when_harmless() {
        let id = |sent: &str, proxies: &[IpAddr]| request_id(PEER, &headers("x-request-id", sent), proxies).0;

        assert_eq!(id("edge-12345678", &[PEER]), "edge-12345678");
        assert_eq!(id("edge-12345678", &[]).len(), 16);
        assert_eq!(id("a b\"c<script>", &[PEER]).len(), 16);
        assert_eq!(id(&"a".repeat(65), &[PEER]).len(), 16);
    }
}
