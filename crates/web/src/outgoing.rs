//! Asking other servers: never one of this computer or its network by accident, no way to elsewhere followed, not for long, not for
//! much. Only what an administrator or a setting named is asked at all.

use crate::site::{Mode, Site};
use axum::http::{Request, Response, Uri};
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Longest wait for an answer.
const WAIT: Duration = Duration::from_secs(10);
/// Largest answer that is read. Unit: bytes.
const ANSWER_MAX: u64 = 1024 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum OutgoingError {
    #[error("this address is not one of the public internet")]
    NotPublic,
    #[error("it does not answer")]
    Silent(#[from] Box<ureq::Error>),
    #[error("the answer was lost on its way")]
    Lost,
}

/// Which addresses may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those of the public internet.
    Public,
    /// On one's own desk and in the demonstration: this computer's too.
    Anywhere,
}

impl Reach {
    pub fn of(site: &Site) -> Self {
        match site.mode {
            Mode::Production => Reach::Public,
            Mode::Demo | Mode::Development => Reach::Anywhere,
        }
    }
}

/// Sends a request, on a thread of its own, because the client waits where it stands. Bodies are whole, both ways.
pub async fn ask(reach: Reach, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OutgoingError> {
    ask_for_much(reach, request, WAIT, ANSWER_MAX).await
}

/// The same for what takes longer and is larger: a page of a feed. Unit of `bytes_max`: bytes.
pub async fn ask_for_much(
    reach: Reach,
    request: Request<Vec<u8>>,
    wait: Duration,
    bytes_max: u64,
) -> Result<Response<Vec<u8>>, OutgoingError> {
    let sent = tokio::task::spawn_blocking(move || send(reach, request, wait, bytes_max));
    sent.await.map_err(|_| OutgoingError::Lost)?
}

fn send(
    reach: Reach,
    request: Request<Vec<u8>>,
    wait: Duration,
    bytes_max: u64,
) -> Result<Response<Vec<u8>>, OutgoingError> {
    let config = Config::builder()
        .timeout_global(Some(wait))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent(concat!("folkmoot/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = ureq::Agent::with_parts(
        config,
        DefaultConnector::default(),
        Careful { reach, inner: DefaultResolver::default() },
    );
    let (parts, mut body) = agent.run(request).map_err(told)?.into_parts();
    let body = body.with_config().limit(bytes_max).read_to_vec().map_err(told)?;
    Ok(Response::from_parts(parts, body))
}

fn told(err: ureq::Error) -> OutgoingError {
    match err {
        ureq::Error::Other(inner) if inner.is::<OutgoingError>() => OutgoingError::NotPublic,
        other => OutgoingError::Silent(Box::new(other)),
    }
}

/// Looks at the addresses that are then connected to, so that a name cannot mean one thing when it is checked and another after.
struct Careful {
    reach: Reach,
    inner: DefaultResolver,
}

impl std::fmt::Debug for Careful {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Careful({:?})", self.reach)
    }
}

impl Resolver for Careful {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let all_public = found.iter().all(|address| is_public(address.ip()));
        if self.reach == Reach::Anywhere || all_public {
            Ok(found)
        } else {
            Err(ureq::Error::Other(Box::new(OutgoingError::NotPublic)))
        }
    }
}

/// Whether an address is one of the public internet. (sources.md#special-addresses)
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let reserved = a == 0 || a >= 224 || (a == 192 && b == 0 && c == 0) || (a == 198 && (18..20).contains(&b));
            !(v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_documentation() || shared || reserved)
        }
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(|| is_public_v6(v6), |v4| is_public(IpAddr::V4(v4))),
    }
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let first = v6.segments()[0];
    // Of 2000::/3, without documentation, tunnels that carry other addresses, and what is set apart.
    let documentation = first == 0x2001 && v6.segments()[1] == 0xdb8;
    let carries_others = first == 0x2002 || (first == 0x2001 && v6.segments()[1] < 0x200);
    (first & 0xe000) == 0x2000 && !documentation && !carries_others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_computer_and_its_network_are_not_public() {
        let inside = [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2001:db8::1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "ff02::1",
        ];
        for address in inside {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["8.8.8.8", "172.32.0.1", "192.0.1.1", "100.128.0.1", "2a00:1450:4009::1", "::ffff:8.8.8.8"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[tokio::test]
    async fn nothing_on_this_computer_is_asked_in_production() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        for host in ["127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"] {
            let request = Request::get(format!("http://{host}:{port}/")).body(Vec::new()).unwrap();

            let asked = ask(Reach::Public, request).await;

            assert!(asked.is_err(), "{host}");
        }
        assert!(listener.accept().is_err());
    }

    #[tokio::test]
    async fn a_way_to_elsewhere_is_not_followed() {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answers = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]).unwrap();
            stream
                .write_all(b"HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n")
                .unwrap();
        });
        let request = Request::get(format!("http://127.0.0.1:{port}/")).body(Vec::new()).unwrap();

        let answer = ask(Reach::Anywhere, request).await.unwrap();

        answers.join().unwrap();
        assert_eq!(answer.status(), 302);
    }
}
