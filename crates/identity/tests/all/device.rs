//! A device that keeps passkeys, made of software: what browsers send, byte by byte. (sources.md#webauthn)

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One passkey in its device.
pub struct Device {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    pub handle: String,
    /// What it counts; authenticators that are copied count twice the same.
    pub counter: u32,
    /// Whether it asked for finger, face or PIN.
    pub verifies: bool,
    /// The address bar that it sees.
    pub origin: &'static str,
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const HAS_KEY: u8 = 64;

impl Device {
    pub fn new(id: u8) -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        Self { key, id: vec![id; 32], handle: String::new(), counter: 1, verifies: true, origin: super::URL }
    }

    /// What a browser sends once the device has made a key.
    pub fn makes(&mut self, asked: &str) -> String {
        let asked: Value = serde_json::from_str(asked).unwrap();
        self.handle = asked["publicKey"]["user"]["id"].as_str().unwrap().to_owned();
        let client = self.client("webauthn.create", &asked);
        let data = [self.data(HAS_KEY), vec![0; 16], vec![0, 32], self.id.clone(), self.public()].concat();
        let length = u8::try_from(data.len()).unwrap();
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let attestation = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", [length].as_slice(), &data].concat();
        self.answer(json!({ "clientDataJSON": BASE64.encode(client), "attestationObject": BASE64.encode(attestation) }))
    }

    /// What a browser sends once the device has signed.
    pub fn signs(&mut self, asked: &str) -> String {
        let asked: Value = serde_json::from_str(asked).unwrap();
        self.counter += 1;
        let client = self.client("webauthn.get", &asked);
        let data = self.data(0);
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "clientDataJSON": BASE64.encode(client), "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.as_ref()), "userHandle": self.handle,
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = BASE64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} }).to_string()
    }

    fn client(&self, what: &str, asked: &Value) -> String {
        let challenge = &asked["publicKey"]["challenge"];
        json!({ "type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let site = Sha256::digest(b"localhost").to_vec();
        [site, vec![PRESENT | verified | more], self.counter.to_be_bytes().to_vec()].concat()
    }

    /// {1: 2, 3: -7, -1: 1, -2: x, -3: y}: a key on the curve P-256.
    fn public(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", x, b"\x22\x58\x20", y].concat()
    }
}
